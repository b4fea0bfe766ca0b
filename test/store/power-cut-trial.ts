import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityKeys } from '../../src/domain/article/identity-keys.ts';
import type { Store } from '../../src/domain/store/contract.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createForgetfulDisk } from './forgetful-disk.ts';
import { anArticle, aState, aStory } from './make-story.ts';
import { seededChance } from './seeded-chance.ts';

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** What the trial did, and what the store said of it. */
type Memory = {
  /** Every version that was handed over, in order. */
  readonly versions: Map<number, Story[]>;
  /** The version that was acknowledged last, counted from 0. */
  readonly acknowledged: Map<number, number>;
  readonly removedBefore: { asked: number; acknowledged: number };
  /** The stories that the state of each commit vouches for. */
  readonly commits: number[][];
  acknowledgedCommit: number;
  next: number;
};

const CUTS = 2;

/**
 * Uses a store until the power goes, turns it on again, and compares what is there with what was acknowledged;
 * and again. Gives every difference in words: none is right.
 */
export const powerCutTrial = async (seed: number): Promise<readonly string[]> => {
  const chance = seededChance(seed);
  const forgetful = createForgetfulDisk(chance);
  const root = await mkdtemp(join(tmpdir(), 'power-'));
  const problems: string[] = [];
  const memory: Memory = {
    versions: new Map(),
    acknowledged: new Map(),
    removedBefore: { asked: 0, acknowledged: 0 },
    commits: [],
    acknowledgedCommit: -1,
    next: 1,
  };
  try {
    for (let round = 0; round <= CUTS; round += 1) {
      const opened = await openStore({
        folder: join(root, String(round), 'data'),
        log,
        now: () => Temporal.Instant.from('2026-11-24T03:00:00Z'),
        disk: forgetful.disk,
      });
      if (opened.kind !== 'opened') return [`round ${round}: ${JSON.stringify(opened)}`];
      problems.push(...(await differences(opened.store, memory)).map((text) => `round ${round}: ${text}`));
      if (round === CUTS) break;
      const { promise: cut, resolve } = Promise.withResolvers<void>();
      forgetful.cutAfter(20 + Math.floor(chance() * 500), resolve);
      await Promise.race([cut, use(opened.store, memory, chance)]);
      forgetful.powerOn();
    }
  } finally {
    await rm(root, { recursive: true });
  }
  return problems;
};

const use = async (store: Store, memory: Memory, chance: () => number): Promise<void> => {
  for (;;) {
    const lottery = chance();
    if (lottery < 0.03) await retain(store, memory, chance);
    else if (lottery < 0.05) await store.compact();
    else {
      const together = 1 + Math.floor(chance() * 3);
      await Promise.all(Array.from({ length: together }, () => commit(store, memory, chance)));
    }
  }
};

const commit = async (store: Store, memory: Memory, chance: () => number): Promise<void> => {
  const numbers = new Set<number>();
  for (let count = Math.floor(chance() * 4); count >= 0; count -= 1) {
    const old = Math.floor(memory.next - chance() * 30);
    const isOld = chance() < 0.3 && old > memory.removedBefore.asked && old < memory.next;
    numbers.add(isOld ? old : memory.next++);
  }
  const handed = [...numbers].map((n) => {
    const versions = memory.versions.get(n) ?? [];
    const revision = versions.length + 1;
    const story = aStory(n, {
      articles: [anArticle(n, { revision, summary: 'あ'.repeat(Math.floor(chance() * 400)) })],
    });
    memory.versions.set(n, [...versions, story]);
    return { n, story, version: revision - 1 };
  });
  const id = memory.commits.push([...numbers]) - 1;
  const state = aState('kanda', { counts: { requests: id, notModified: 0, failed: 0, items: 0 } });
  await store.commit({ stories: handed.map(({ story }) => story), drops: [], states: [state] });
  memory.acknowledgedCommit = Math.max(memory.acknowledgedCommit, id);
  for (const { n, version } of handed) {
    memory.acknowledged.set(n, Math.max(version, memory.acknowledged.get(n) ?? 0));
  }
};

const retain = async (store: Store, memory: Memory, chance: () => number): Promise<void> => {
  const moment = Math.max(memory.removedBefore.asked, Math.floor(memory.next - 40 + chance() * 20));
  memory.removedBefore.asked = moment;
  // `anArticle(n)` is first seen n milliseconds after the first.
  await store.removeBefore(anArticle(moment).firstSeenAt);
  memory.removedBefore.acknowledged = moment;
};

const differences = async (store: Store, memory: Memory): Promise<string[]> => {
  const found: string[] = [];
  const vouched = store.state(aState('kanda').source)?.counts.requests ?? -1;
  if (vouched < memory.acknowledgedCommit)
    found.push(`state ${vouched} instead of ${memory.acknowledgedCommit}`);
  for (const [n, versions] of memory.versions) {
    const [first] = versions;
    if (first === undefined) continue;
    const story = await store.story(first.id);
    const acknowledged = memory.acknowledged.get(n) ?? -1;
    const known = [...(await store.knows(identityKeys(first.articles[0]))).values()][0];
    if (story === undefined) {
      const mayBeRemoved = n < memory.removedBefore.asked;
      const mustBeThere = acknowledged >= 0 || memory.commits[vouched]?.includes(n);
      if (mustBeThere && !mayBeRemoved) found.push(`story ${n} is lost`);
      if (acknowledged >= 0 && mayBeRemoved && known?.kind !== 'removed')
        found.push(`story ${n} left no tombstone`);
      if (known?.kind === 'article') found.push(`story ${n} is gone, but known`);
      continue;
    }
    if (n < memory.removedBefore.acknowledged) found.push(`story ${n} is back from the dead`);
    if (known?.kind !== 'article') found.push(`story ${n} is there, but not known`);
    const version = story.articles[0].revision - 1;
    if (version < acknowledged) found.push(`story ${n} is version ${version} instead of ${acknowledged}`);
    if (JSON.stringify(story) !== JSON.stringify(versions[version])) found.push(`story ${n} is altered`);
    // From here on this is what the store has, acknowledged or not.
    memory.acknowledged.set(n, Math.max(version, acknowledged));
  }
  const all = await store.stories({ limit: Number.POSITIVE_INFINITY });
  const ids = new Set(all.map(({ id }) => id));
  if (ids.size !== all.length) found.push(`${all.length - ids.size} stories come twice`);
  if (all.length !== store.health().stories)
    found.push(`${all.length} stories, health says ${store.health().stories}`);
  return found;
};
