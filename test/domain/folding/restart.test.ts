import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article } from '../../../src/domain/article/article.ts';
import { createFolding, type Folding } from '../../../src/domain/folding/fold-articles.ts';
import type { Polled } from '../../../src/intake/poll-source.ts';
import { takeIn } from '../../../src/intake/take-in.ts';
import { filled, makeIntakeRest, makeSource } from '../../make.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { FOLD_SETTINGS, makeStoryArticle } from './make-story-article.ts';
import { PAIRS } from './pairs.ts';

const start = () => createFolding(FOLD_SETTINGS);

/** Both titles of some pairs, an hour from one pair to the next: many fold, many nearly do. */
const ARTICLES: readonly Article[] = PAIRS.slice(0, 40).flatMap(({ titles, hours, codes }, i) =>
  titles.map((title, k) =>
    makeStoryArticle(`${i}-${k}`, title, { hours: i / 4 + k * Math.min(hours, 6), codes: codes[k] ?? '' }),
  ),
);

const POLLS: readonly (readonly Article[])[] = [
  ...Map.groupBy(
    [...ARTICLES].sort((a, b) => Temporal.Instant.compare(a.firstSeenAt, b.firstSeenAt)),
    ({ firstSeenAt }) => firstSeenAt.epochMilliseconds,
  ).values(),
];

/** Folds all polls, each story stored as the product stores it; before some of them the folding is made anew. */
const foldAll = async (isRestart: (poll: number) => boolean): Promise<readonly string[]> => {
  const store = createMemoryStore();
  let folding: Folding = start();
  for (const [n, poll] of POLLS.entries()) {
    if (isRestart(n)) {
      folding = start();
      folding.accept(store.allStories());
    }
    const at = poll[0]?.firstSeenAt ?? Temporal.Instant.fromEpochMilliseconds(0);
    await takeIn(
      [polled({ at, arrived: poll.map((candidate, k) => ({ candidate, silent: (n + k) % 3 > 0 })) })],
      {
        store,
        folding: filled(folding),
        ...makeIntakeRest(),
        digest: (text) => text,
        tagStory: (articles) => articles,
        judge: ({ id }) => {
          const article = poll.find((one) => one.id === id);
          return article === undefined ? { kind: 'dropped', reason: 'unknown' } : { kind: 'kept', article };
        },
      },
    );
  }
  return store
    .allStories()
    .map(
      ({ id, articles, related }) =>
        `${id}: ${articles.map((one) => one.id).join(' ')} / ${related.join(' ')}`,
    );
};

const polled = (rest: Pick<Polled, 'at' | 'arrived'>): Polled => ({
  source: makeSource('test'),
  url: 'https://test.example/feed.xml',
  outcome: { kind: 'changed', listed: rest.arrived.length },
  rejections: [],
  durationMs: 1,
  ...rest,
});

describe('a restart in the middle', async () => {
  const uninterrupted = await foldAll(() => false);

  test('is tried on stories of which some hold several articles, and others one', () => {
    expect(uninterrupted.length).toBeLessThan(ARTICLES.length - 10);
    expect(uninterrupted.length).toBeGreaterThan(ARTICLES.length / 3);
  });

  test('gives the same stories and relations, whenever and however often it comes', async () => {
    const between = fc.array(fc.integer({ min: 0, max: POLLS.length - 1 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(between, async (restarts) => {
        expect(await foldAll((n) => restarts.includes(n))).toEqual(uninterrupted);
      }),
      { numRuns: 8 },
    );
  });
});
