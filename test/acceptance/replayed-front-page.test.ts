import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/daemon/read-config.ts';
import type { Config } from '../../src/domain/config.ts';
import { arrangeFrontPage } from '../../src/domain/ranking/front-page.ts';
import { importanceOf, isMinor } from '../../src/domain/ranking/importance.ts';
import { isQuote } from '../../src/domain/ranking/large-move.ts';
import type { PickedStory } from '../../src/domain/ranking/pick-stories.ts';
import { rankingContext } from '../../src/domain/ranking/ranking-context.ts';
import type { Store } from '../../src/domain/store/contract.ts';
import { chooseLead } from '../../src/domain/story/choose-lead.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { newFolder, openedStore } from '../store/opened-store.ts';
import { AUGUST, hasHeadlines, JULY, replayDays } from '../support/replay-days.ts';
import { SHIPPED_CONFIG } from '../support/shipped-config.ts';
import { mustSkip } from '../support/skip.ts';

const HOURS = 72;

/** Number of entries that a reader sees first, and how many of them one outlet may lead. */
const READ = 30;
const MOST_OF_AN_OUTLET = 6;

/** Maximum points of all parts but those for the outlets, and the one point within which the matter decides. */
const OTHER_PARTS = 13.4;

/** Minimum share of the points of the most important story that the lead has. */
const SHARE_OF_LEAD = 0.5;

const DAYS = [
  { name: 'three days of July', files: JULY, from: '2026-07-28T00:00:00+09:00' },
  { name: 'three days of August', files: AUGUST, from: '2026-08-12T00:00:00+09:00' },
];

const isMissing = mustSkip(
  !DAYS.every(({ files }) => hasHeadlines(files)),
  '../shared is absent; the captured headlines are not part of the project',
);

describe.skipIf(isMissing).each(DAYS)('the front page over $name', ({ files, from }) => {
  const begin = Temporal.Instant.from(from);
  let folder: string;
  let store: Store;
  let config: Config;

  beforeAll(async () => {
    const loaded = await readConfig(SHIPPED_CONFIG, {});
    if (loaded.kind === 'wrong') throw new Error(JSON.stringify(loaded.problems));
    config = loaded.config;
    folder = await newFolder();
    store = await openedStore(folder);
    await replayDays(files, { from: begin, until: begin.add({ hours: HOURS }) }, store, config);
  }, 120_000);
  afterAll(async () => {
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The points for the outlets that had reported a story by a moment, less those that their age has taken. */
  const supportAt = (story: Story, now: Temporal.Instant): number => {
    const { weight, breadth, age } = importanceOf(story, rankingContext(config), now).parts;
    return weight + breadth + age;
  };

  const scoreAt = (story: Story, now: Temporal.Instant): number =>
    importanceOf(story, rankingContext(config), now).score;

  test('leads at every hour with a story that may lead, and none of those has far more outlets behind it', async () => {
    const farBehind: number[] = [];
    for (let hour = 1; hour <= HOURS; hour += 1) {
      const now = begin.add({ hours: hour });
      const range = { from: now.subtract({ hours: 24 }), until: now, announcedOnly: true };
      const stories = await store.stories({ ...range, limit: Number.MAX_SAFE_INTEGER });
      if (stories.length === 0) continue;
      const page = arrangeFrontPage(stories, rankingContext(config), { now, perSection: 6, isOfDay: false });
      const able = stories.filter((story) => mayLead(story, now, config));
      const group = page.lead === undefined ? [] : [page.lead.story, ...page.lead.more];
      const most = (some: readonly Story[], pointsAt: typeof supportAt): number =>
        Math.max(...some.map((story) => pointsAt(story, now)));
      if (able.length > 0) {
        expect(able).toContain(page.lead?.story);
        if (most(group, supportAt) <= most(able, supportAt) - OTHER_PARTS) farBehind.push(hour);
        expect(most(group, scoreAt)).toBeGreaterThanOrEqual(most(able, scoreAt) * SHARE_OF_LEAD);
      }
      expectFair(page, config);
    }
    // An act of consequence may lead before a story with more outlets. It seldom has far fewer.
    expect(farBehind.length).toBeLessThanOrEqual(1);
  });
});

/** A story of the last 18 hours, or one that has grown in the last six, that is news and no report of a quiet market. */
const mayLead = (story: Story, now: Temporal.Instant, config: Config): boolean => {
  const importance = importanceOf(story, rankingContext(config), now);
  const hoursSince = (moment: Temporal.Instant): number => now.since(moment).total('hours');
  return (
    !isMinor(importance) &&
    !isQuote(story.articles) &&
    (hoursSince(story.published) < 18 ||
      story.articles.some(({ firstSeenAt: at }) => hoursSince(at) >= 0 && hoursSince(at) <= 6))
  );
};

/** No story stands twice, and of the entries that are read first no outlet has more than its share. */
const expectFair = (page: ReturnType<typeof arrangeFrontPage>, config: Config): void => {
  const { outlets } = rankingContext(config);
  const picked: PickedStory[] = [
    ...(page.lead === undefined ? [] : [page.lead]),
    ...page.top,
    ...page.sections.flatMap(({ stories }) => stories),
  ];
  const ids = picked.flatMap(({ story, more }) => [story.id, ...more.map(({ id }) => id)]);
  expect(new Set(ids).size).toBe(ids.length);
  const first = picked.slice(0, READ);
  const led = Map.groupBy(first, ({ story }) => chooseLead(story.articles, outlets).outlet.id);
  if (first.length === READ)
    expect(Math.max(...Array.from(led.values(), (list) => list.length))).toBeLessThanOrEqual(
      MOST_OF_AN_OUTLET,
    );
};
