import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { identityKeys } from '../../src/domain/article/identity-keys.ts';
import type { Store } from '../../src/domain/store/contract.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { openStore } from '../../src/store/open-store.ts';
import { aDrop, anArticle, aState, aStory } from './make-story.ts';
import { silent } from './opened-store.ts';

const START = Temporal.Instant.from('2026-10-25T00:00:00Z');

/** Some 1.7 KB of JSON, as stories of real outlets have on average. */
const SUMMARY = '架空商事は工場の増設を発表した。'.repeat(20);

export type Month = {
  readonly folder: string;
  readonly days: number;
  readonly itemsADay: number;
  /** Each of them commits new stories, a grown one, drops and states. */
  readonly pollsADay: number;
  /** Number of polls between two runs of retention. */
  readonly pollsATidy: number;
  readonly retentionDays: number;
  /** Called after each poll with the day, counted from 1, and whether it is the day's last poll. */
  readonly onPoll?: (day: number, isLast: boolean, store: Store) => Promise<void> | void;
};

/** Uses a store for simulated days, then compares it and its folder with what retention says: gives the differences. */
export const simulateMonth = async (month: Month): Promise<readonly string[]> => {
  const { folder, days, itemsADay, pollsADay, pollsATidy, retentionDays, onPoll } = month;
  let now = START;
  const opened = await openStore({ folder, log: silent, now: () => now });
  if (opened.kind !== 'opened') return [JSON.stringify(opened)];
  const { store } = opened;
  const items = Math.floor(itemsADay / pollsADay);
  const everyMs = Math.floor(86_400_000 / pollsADay);
  const kept = (moment: Temporal.Instant): Temporal.Instant => moment.subtract({ hours: 24 * retentionDays });
  /** Milliseconds of each item: numbers, since what the trial itself remembers counts as memory of the store. */
  const seenAt: number[] = [];
  let cutoff = kept(now);

  const storyAt = (n: number, moment: Temporal.Instant): Story =>
    aStory(n, {
      articles: [anArticle(n, { summary: SUMMARY, published: moment, firstSeenAt: moment })],
      published: moment,
    });

  for (let poll = 1; poll <= days * pollsADay; poll += 1) {
    now = START.add({ milliseconds: poll * everyMs });
    const stories = Array.from({ length: items }, () => storyAt(seenAt.push(now.epochMilliseconds) - 1, now));
    await store.commit({
      stories,
      drops: stories.map((_, n) => aDrop(seenAt.length - n, { at: now })),
      states: [aState(`source-${poll % 50}`)],
    });
    if (poll % pollsATidy === 0) {
      cutoff = kept(now);
      await store.removeBefore(cutoff);
    }
    await onPoll?.(Math.ceil(poll / pollsADay), poll % pollsADay === 0, store);
  }

  const problems = [...store.health().problems];
  const isKept = (ms: number): boolean => ms >= cutoff.epochMilliseconds;
  for (const [n, ms] of seenAt.entries()) {
    const [key] = identityKeys(anArticle(n));
    const known = key === undefined ? undefined : (await store.knows([key])).get(key)?.kind;
    if (known !== (isKept(ms) ? 'article' : 'removed')) problems.push(`story ${n} is ${known}`);
  }
  await store.close();
  const expected = seenAt.flatMap((ms, n) => (isKept(ms) ? aStory(n).id : [])).sort();
  const found = (await idsOnDisk(folder)).sort();
  if (JSON.stringify(found) !== JSON.stringify(expected))
    problems.push(`${found.length} stories lie in the log instead of ${expected.length}`);
  return problems;
};

/** Ids of the stories in the log's newest versions. */
const idsOnDisk = async (folder: string): Promise<string[]> => {
  const ids = new Set<string>();
  const gone = new Set<string>();
  for (const name of await readdir(join(folder, 'log'))) {
    for (const line of (await readFile(join(folder, 'log', name), 'utf8')).split('\n').slice(0, -1)) {
      const { stories, removed } = JSON.parse(line);
      for (const { id } of stories) ids.add(id);
      for (const id of removed.stories) gone.add(id);
    }
  }
  return [...ids.difference(gone)];
};

/** Bytes of all files in a folder. */
export const sizeOf = async (folder: string): Promise<number> => {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
};
