import type { CompanyCode } from './company.ts';
import type { TagDictionary } from './dictionary.ts';
import type { Tag } from './tag.ts';
import { type Taggable, tagArticle } from './tag-article.ts';

/** What the articles of a story earn together; a company that one names for sure is cue enough in the others. */
export const tagStory = (articles: readonly Taggable[], dictionary: TagDictionary): readonly Tag[] => {
  const known = new Set<CompanyCode>();
  for (const article of articles)
    for (const tag of tagArticle(article, dictionary)) if (tag.kind === 'company') known.add(tag.code);
  const tags = new Map<string, Tag>();
  for (const tag of articles.flatMap((article) => tagArticle(article, dictionary, known))) {
    const key = tag.kind === 'company' ? `company:${tag.code}` : `topic:${tag.key}`;
    const earlier = tags.get(key);
    tags.set(
      key,
      earlier === undefined ? tag : { ...earlier, evidence: [...earlier.evidence, ...tag.evidence] },
    );
  }
  return [...tags.values()];
};
