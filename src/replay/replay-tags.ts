import type { Article } from '../domain/article/article.ts';
import type { Config } from '../domain/config.ts';
import type { Story } from '../domain/story/story.ts';
import { makeDictionary } from '../domain/tag/dictionary.ts';
import type { Tag } from '../domain/tag/tag.ts';
import { tagStory } from '../domain/tag/tag-story.ts';
import { withSourceTopics } from '../intake/judge-candidate.ts';

/** The difference between two lists of tags. Each tag is named by its securities code or topic key. */
type TagChange = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Tags that are in both lists, with different evidence. */
  readonly reworded: readonly string[];
};

/** A story with the tags of today's rules, and its articles whose tags changed. */
export type Retagged = {
  readonly story: Story;
  readonly articles: readonly { readonly article: Article; readonly change: TagChange }[];
};

/**
 * Makes a function that tags a story by today's config, or returns undefined if its tags stay the same. The function
 * does not change the story's `updated`, so that no entry comes back as unread.
 */
export const createRetagger = (config: Config): ((story: Story) => Retagged | undefined) => {
  const dictionary = makeDictionary(config);
  const outlets = new Map(config.outlets.map((outlet) => [outlet.id, outlet]));
  const sources = new Map(config.sources.map((source) => [source.id, source]));
  /**
   * Returns an article with its source's topics in today's config as its only tags, because `tagStory` finds the others
   * anew. If the source was removed, the old tags stay.
   */
  const withTopicsOfSource = (article: Article): Article => {
    const source = sources.get(article.source);
    return source === undefined ? article : { ...article, tags: withSourceTopics([], source) };
  };
  return (story) => {
    const [first, ...rest] = story.articles;
    const articles = tagStory(
      [withTopicsOfSource(first), ...rest.map(withTopicsOfSource)],
      dictionary,
      outlets,
    );
    const changed = articles.flatMap((article, n) => {
      const change = compareTags(story.articles[n]?.tags ?? [], article.tags);
      return change === undefined ? [] : [{ article, change }];
    });
    return changed.length === 0 ? undefined : { story: { ...story, articles }, articles: changed };
  };
};

/** Returns the difference between two lists of tags; undefined without a difference. */
export const compareTags = (before: readonly Tag[], after: readonly Tag[]): TagChange | undefined => {
  const [old, now] = [byName(before), byName(after)];
  const added = [...now.keys()].filter((name) => !old.has(name));
  const removed = [...old.keys()].filter((name) => !now.has(name));
  const reworded = [...now].flatMap(([name, tag]) => {
    const before = old.get(name);
    return before === undefined || wordsOf(before) === wordsOf(tag) ? [] : [name];
  });
  return added.length + removed.length + reworded.length === 0 ? undefined : { added, removed, reworded };
};

const nameOf = (tag: Tag): string => (tag.kind === 'company' ? tag.code : tag.key);

const byName = (tags: readonly Tag[]): ReadonlyMap<string, Tag> =>
  new Map(tags.map((tag) => [nameOf(tag), tag]));

const wordsOf = ({ evidence }: Tag): string =>
  evidence.map(({ words, where }) => `${where} ${words}`).join('\n');
