import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article } from '../../../src/domain/article/article.ts';
import { createFolder, type Folder } from '../../../src/domain/story/fold-articles.ts';
import { bearStory, joinStory } from '../../../src/domain/story/grow-story.ts';
import type { Story, StoryId } from '../../../src/domain/story/story.ts';
import { GLOSSARY, makeStoryArticle } from './make-story-article.ts';
import { PAIRS } from './pairs.ts';

const start = () =>
  createFolder({ windowMs: 72 * 3_600_000, acrossLanguages: true, strictness: 'normal', glossary: GLOSSARY });

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

/** Folds all polls, each story stored as the product stores it; before some of them the folder is made anew. */
const foldAll = (isRestart: (poll: number) => boolean): readonly string[] => {
  const stored = new Map<StoryId, Story>();
  const storyOf = new Map<string, StoryId>();
  let folder: Folder = start();
  for (const [n, poll] of POLLS.entries()) {
    if (isRestart(n)) {
      folder = start();
      folder.load([...stored.values()]);
    }
    const now = poll[0]?.firstSeenAt ?? Temporal.Instant.fromEpochMilliseconds(0);
    const changed = new Map<StoryId, Story>();
    for (const { article, into, join } of folder.place(poll, now)) {
      const id =
        into.kind === 'story' ? into.id : into.kind === 'with' ? storyOf.get(into.article) : undefined;
      const story = id === undefined ? undefined : (changed.get(id) ?? stored.get(id));
      const grown =
        story === undefined ? bearStory(article, join, 'test') : joinStory(story, article, join, now);
      changed.set(grown.id, grown);
      storyOf.set(article.id, grown.id);
    }
    for (const [id, story] of changed) stored.set(id, story);
    folder.accept([...changed.values()]);
  }
  return [...stored.values()].map(({ id, articles }) => `${id}: ${articles.map((one) => one.id).join(' ')}`);
};

describe('a restart in the middle', () => {
  const uninterrupted = foldAll(() => false);

  test('is tried on stories of which some hold several articles, and others one', () => {
    expect(uninterrupted.length).toBeLessThan(ARTICLES.length - 10);
    expect(uninterrupted.length).toBeGreaterThan(ARTICLES.length / 3);
  });

  test('gives the same stories, whenever and however often it comes', () => {
    const between = fc.array(fc.integer({ min: 0, max: POLLS.length - 1 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(between, (restarts) => {
        expect(foldAll((n) => restarts.includes(n))).toEqual(uninterrupted);
      }),
      { numRuns: 8 },
    );
  });
});
