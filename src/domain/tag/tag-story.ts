import type { TagDictionary } from './dictionary.ts';
import type { Tag } from './tag.ts';
import { type Taggable, tagArticle } from './tag-article.ts';

/** What all articles of a story earn together. */
export const tagStory = (articles: readonly Taggable[], dictionary: TagDictionary): readonly Tag[] => {
  const tags = new Map<string, Tag>();
  for (const article of articles)
    for (const tag of tagArticle(article, dictionary)) {
      const key = tag.kind === 'company' ? `company:${tag.code}` : `topic:${tag.key}`;
      const known = tags.get(key);
      tags.set(key, known === undefined ? tag : { ...known, evidence: [...known.evidence, ...tag.evidence] });
    }
  return [...tags.values()];
};
