import type { Article, IdentityKey } from '../domain/article/article.ts';
import { identityKeys, keysOfDrop } from '../domain/article/identity-keys.ts';
import { defined } from '../domain/defined.ts';
import type { Drop } from '../domain/item/drop.ts';
import type { Arrived } from '../domain/item/normalise-document.ts';
import type { Candidate } from '../domain/item/normalise-item.ts';
import type { Story, StoryId } from '../domain/story/story.ts';
import type { News } from './announce-stories.ts';
import type { Decision } from './decide.ts';
import type { FreshArticle } from './place-articles.ts';
import type { Polled } from './poll-source.ts';

/** The numbers of items of a poll by outcome. `flooded` counts stories. `stored`: see `DayCount`. */
export type Counts = Record<'added' | 'folded' | 'revised' | 'dropped' | 'flooded' | 'stored', number>;

/** The content of one commit so far. */
export type Batch = {
  readonly stories: Map<StoryId, Story>;
  readonly fresh: FreshArticle[];
  readonly freshByKey: Map<IdentityKey, Article[]>;
  readonly drops: Drop[];
  /** Reports that may announce a stored story that is still silent. */
  readonly news: News[];
  readonly countsOf: (polled: Polled) => Counts;
};

export const createBatch = (): Batch => {
  const counts = new Map<Polled, Counts>();
  return {
    stories: new Map(),
    fresh: [],
    freshByKey: new Map(),
    drops: [],
    news: [],
    countsOf: (polled) =>
      counts.getOrInsert(polled, { added: 0, folded: 0, revised: 0, dropped: 0, flooded: 0, stored: 0 }),
  };
};

export const apply = (
  decision: Decision,
  { candidate, silent }: Arrived,
  polled: Polled,
  batch: Batch,
): void => {
  const counts = batch.countsOf(polled);
  switch (decision.kind) {
    case 'forgotten':
      return;
    case 'twin': {
      const at = batch.fresh.findIndex(({ article }) => article.id === decision.article);
      const twin = batch.fresh[at];
      if (twin !== undefined && decision.isNews) batch.fresh[at] = { ...twin, silent: false };
      return;
    }
    case 'again': {
      const { story, isRevised, isNews } = decision;
      if (isRevised) {
        counts.revised += 1;
        counts.stored += 1;
      }
      if (isRevised || isNews) batch.stories.set(story.id, story);
      if (isNews) batch.news.push({ story: story.id, article: candidate, polled });
      return;
    }
    case 'dropped': {
      counts.dropped += 1;
      // Some feeds change a field of each item with every poll, so a known drop is not stored again. An item can be in
      // several feeds of an outlet.
      const [name] = decision.keys;
      const isSame = ({ keys, title }: Drop): boolean => keys[0] === name && title === candidate.title;
      if (decision.isKnown || batch.drops.some(isSame)) return;
      counts.stored += 1;
      batch.drops.push(dropOf(candidate, polled, decision.reason, decision.keys));
      return;
    }
    case 'fresh': {
      const { article, wasDropped, copyOf, disowned } = decision;
      if (disowned !== undefined) {
        counts.revised += 1;
        batch.stories.set(disowned.id, disowned);
      }
      counts.stored += 1;
      batch.fresh.push({ article, silent, polled, wasDropped, ...defined({ copyOf }) });
      for (const key of identityKeys(article)) batch.freshByKey.getOrInsert(key, []).push(article);
    }
  }
};

export const dropOf = (item: Candidate, { at }: Polled, reason: string, keys = keysOfDrop(item)): Drop => {
  const { source, title, link } = item;
  return { keys, source, title, link, at, reason };
};
