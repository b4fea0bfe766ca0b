import type { Article } from '../article/article.ts';
import type { NonEmpty } from '../brand.ts';
import type { TagDictionary } from './dictionary.ts';
import { companyCodes, type Tag } from './tag.ts';
import { tagArticle } from './tag-article.ts';

/** Tags the articles of a story. If one has a company, the company's weak names count in all. Topics of the config stay. */
export const tagStory = (articles: NonEmpty<Article>, dictionary: TagDictionary): NonEmpty<Article> => {
  const sure = new Set(articles.flatMap((article) => companyCodes(tagArticle(article, dictionary))));
  const tagged = (article: Article): Article => {
    const found = tagArticle(article, dictionary, sure);
    const tags = [...found, ...article.tags.filter((tag) => isFromConfig(tag) && !holds(found, tag))];
    // An unchanged article stays the same object, because results for an article are cached by object (`onceFor`).
    return JSON.stringify(tags) === JSON.stringify(article.tags) ? article : { ...article, tags };
  };
  const [first, ...rest] = articles;
  return [tagged(first), ...rest.map(tagged)];
};

const isFromConfig = ({ evidence }: Tag): boolean => evidence.some(({ where }) => where === 'config');

const holds = (tags: readonly Tag[], wanted: Tag): boolean =>
  tags.some((tag) => tag.kind === 'topic' && wanted.kind === 'topic' && tag.key === wanted.key);
