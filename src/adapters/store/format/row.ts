import { hash } from 'node:crypto';
import { identityKeys } from '../../../domain/article/identity-keys.ts';
import type { Drop } from '../../../domain/item/drop.ts';
import type { Story } from '../../../domain/story/story.ts';

/** What the memory keeps of a story while the story itself stays in its file. */
export type StoryRow = {
  readonly id: string;
  /** Microseconds since 1970, as all moments of rows. */
  readonly published: number;
  /** When it last gained an article. */
  readonly gained: number;
  readonly announced: boolean;
  /** What queries may ask for: `c:7203`, `t:earnings`, `o:nikkei`, `l:ja`. */
  readonly labels: readonly string[];
  readonly articles: readonly { readonly id: string; readonly keys: readonly string[] }[];
};

export type DropRow = {
  readonly at: number;
  readonly keys: readonly string[];
};

export const rowOfStory = (story: Story): StoryRow => {
  const labels = new Set<string>();
  let gained = 0;
  for (const article of story.articles) {
    gained = Math.max(gained, microseconds(article.firstSeenAt));
    labels.add(labelOf.outlet(article.outlet.id)).add(labelOf.language(article.language));
    for (const tag of article.tags) {
      labels.add(tag.kind === 'company' ? labelOf.company(tag.code) : labelOf.topic(tag.key));
    }
  }
  return {
    id: story.id,
    published: microseconds(story.published),
    gained,
    announced: story.announcedAt !== undefined,
    labels: [...labels],
    articles: story.articles.map((article) => ({
      id: article.id,
      keys: identityKeys(article).map(hashOfKey),
    })),
  };
};

export const rowOfDrop = (drop: Drop): DropRow => ({
  at: microseconds(drop.at),
  keys: drop.keys.map(hashOfKey),
});

export const labelOf = {
  company: (code: string): string => `c:${code}`,
  topic: (key: string): string => `t:${key}`,
  outlet: (id: string): string => `o:${id}`,
  language: (language: string): string => `l:${language}`,
};

/** 16 hex digits: of a million keys two are the same once in 40 million stores. */
export const hashOfKey = (key: string): string => hash('sha256', key, 'hex').slice(0, 16);

/** Exact in a double until the year 2255. */
export const microseconds = (moment: Temporal.Instant): number => Number(moment.epochNanoseconds / 1000n);
