import type { FoldSettings } from '../src/domain/story/fold-articles.ts';
import { areStrangers, moveTogether, type World } from './stories-strangers.ts';
import { foldInOrder } from './stories-stream.ts';

/** How many strangers folding joined. Reports of one market session count, too, though they were only moved together. */
export type StrangersJoined = {
  readonly articles: number;
  readonly stories: number;
  /** Pairs in two languages. */
  readonly joined: number;
  /** Stories with articles of several worlds. */
  readonly mixed: number;
};

/** Articles that come within so long are one poll. */
const POLL_MS = 900_000;

/** Folds the articles of one part of all worlds as they come when they are moved together. */
export const joinStrangers = (
  worlds: readonly World[],
  part: number,
  settings: FoldSettings,
): StrangersJoined => {
  const moved = moveTogether(worlds).filter((one) => one.part === part);
  const storyOf = foldInOrder(
    moved.map(({ article }) => {
      const ms = article.firstSeenAt.epochMilliseconds;
      return { ...article, firstSeenAt: Temporal.Instant.fromEpochMilliseconds(ms - (ms % POLL_MS)) };
    }),
    settings,
  );
  const stories = [...Map.groupBy(moved, ({ article }) => storyOf.get(article.id)).values()];
  let joined = 0;
  for (const members of stories)
    for (const [k, a] of members.entries())
      for (const b of members.slice(k + 1))
        if (areStrangers(a, b) && a.article.language !== b.article.language) joined += 1;
  const mixed = stories.filter((members) => new Set(members.map(({ world }) => world)).size > 1).length;
  return { articles: moved.length, stories: stories.length, joined, mixed };
};

export const addStrangers = (a: StrangersJoined, b: StrangersJoined): StrangersJoined => ({
  articles: a.articles + b.articles,
  stories: a.stories + b.stories,
  joined: a.joined + b.joined,
  mixed: a.mixed + b.mixed,
});
