import { latestOf } from '../domain/clock/jst-day.ts';
import { errorText } from '../domain/error-text.ts';
import { counted } from '../domain/explanation.ts';
import type { CopiedStore, StoreChange } from '../domain/store/contract.ts';
import type { Story } from '../domain/story/story.ts';
import type { Shelf } from '../site/ports.ts';
import { addRest, canonical, createStoreDigest, type StoreDigest } from './digest-store.ts';
import { dayOf } from './log/log-files.ts';
import type { WholeStore } from './open-store.ts';

export type CopyResult =
  | { readonly kind: 'copied'; readonly copied: StoreDigest }
  /** The target is neither empty nor an unfinished copy of the original store. The target was not changed. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The target differs from the original store, and stays marked as unfinished. */
  | { readonly kind: 'differs'; readonly original: StoreDigest; readonly target: StoreDigest }
  /** The copy was stopped; the next call continues it. */
  | { readonly kind: 'stopped' }
  /** The target did not store a commit; the next call continues the copy. */
  | { readonly kind: 'failed'; readonly reason: string };

type CopyOptions = {
  /** Name of the original store, which is written into the mark of the unfinished copy. */
  readonly name: string;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
};

/** Maximum number of commits that are written while the next commit is prepared. */
const COMMITS_UNDER_WAY = 2;

/** Maximum number of stories or drops in a commit. */
const RECORDS_A_COMMIT = 200;

/**
 * Copies one store into another, and compares both at the end. The target must be empty, or an unfinished copy of the
 * same store, which is continued. The target stays marked as unfinished until both are equal. Rejects if a store cannot
 * be read.
 */
export const copyStore = async (
  original: WholeStore,
  target: WholeStore,
  options: CopyOptions,
): Promise<CopyResult> => {
  const before = await target.store.copyOf();
  const reason = before === undefined ? await whyNotEmpty(target) : otherCopy(before, options.name);
  if (reason !== undefined) return { kind: 'refused', reason };
  await target.store.noteCopy(options.name);
  try {
    const [copied, found] = await copyAndCheck(original, target, before !== undefined, options);
    if (canonical(copied) !== canonical(found)) return { kind: 'differs', original: copied, target: found };
    await target.store.noteCopy(undefined);
    return { kind: 'copied', copied };
  } catch (error) {
    if (options.signal.aborted) return { kind: 'stopped' };
    if (error instanceof CommitFailure) return { kind: 'failed', reason: error.message };
    throw error;
  }
};

const copyAndCheck = async (
  original: WholeStore,
  target: WholeStore,
  isResumed: boolean,
  { onProgress, signal }: CopyOptions,
): Promise<readonly [StoreDigest, StoreDigest]> => {
  const total = original.store.health().stories * 2;
  let done = 0;
  const counting =
    ({ addStories }: ReturnType<typeof createStoreDigest>) =>
    (stories: readonly Story[]): void => {
      signal.throwIfAborted();
      addStories(stories);
      done += stories.length;
      onProgress(Math.min(done, total), total);
    };
  const [copied, found] = [createStoreDigest(), createStoreDigest()];
  const { write, ended } = await createCopyWriter(target.store, isResumed);
  await copyRecords(original.store, write, counting(copied));
  await ended();
  await copyShelves(original, target);
  await addRest(original, copied);
  const onFound = counting(found);
  for await (const stories of target.store.each({})) onFound(stories);
  await addRest(target, found);
  return [copied.result(), found.result()];
};

const otherCopy = (before: string, name: string): string | undefined =>
  before === name
    ? undefined
    : `it contains an unfinished copy of ${before}: copy from there again, or name an empty folder or database`;

const whyNotEmpty = async ({ store, shelf, editions }: WholeStore): Promise<string | undefined> => {
  const { stories } = store.health();
  const isEmpty =
    stories === 0 &&
    store.states().length === 0 &&
    (await store.newestDrops(1)).length === 0 &&
    (await shelf.names()).length === 0 &&
    (await editions.names()).length === 0;
  return isEmpty
    ? undefined
    : `it already contains a store (${counted(stories, 'story')}): name an empty folder or database`;
};

/** Copies the tombstones, drops, stories and states of a store, in commits with the times of the original store. */
const copyRecords = async (
  original: CopiedStore,
  write: (change: Partial<StoreChange>) => Promise<void>,
  onStories: (stories: readonly Story[]) => void,
): Promise<void> => {
  const { newestCommitAt = BEGINNING } = original.health();
  const [oldest] = await firstOf(original.gainedSince(BEGINNING));
  const at = oldest === undefined ? newestCommitAt : gainedAt(oldest);
  for await (const tombstones of original.tombstones()) await write({ tombstones, at });
  for await (const batch of batches(original.allDrops(), (drop) => drop.at))
    await write({ drops: batch.records, at: batch.at });
  for await (const batch of batches(original.gainedSince(BEGINNING), gainedAt)) {
    onStories(batch.records);
    await write({ stories: batch.records, at: batch.at });
  }
  await write({ states: original.states(), at: newestCommitAt });
};

/** A moment before any article was seen. */
const BEGINNING = Temporal.Instant.fromEpochMilliseconds(0);

const gainedAt = ({ articles }: Story): Temporal.Instant =>
  latestOf(articles.map(({ firstSeenAt }) => firstSeenAt)) ?? articles[0].firstSeenAt;

const firstOf = async <Item>(slices: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> => {
  for await (const slice of slices) return slice;
  return [];
};

/**
 * Groups records into batches of one JST day and at most `RECORDS_A_COMMIT`. A batch has the moment of its last record.
 */
async function* batches<Item>(
  slices: AsyncIterable<readonly Item[]>,
  momentOf: (item: Item) => Temporal.Instant,
): AsyncGenerator<{ readonly records: readonly Item[]; readonly at: Temporal.Instant }> {
  let records: Item[] = [];
  let at = BEGINNING;
  for await (const slice of slices) {
    for (const item of slice) {
      const moment = momentOf(item);
      if (records.length === RECORDS_A_COMMIT || (records.length > 0 && dayOf(moment) !== dayOf(at))) {
        yield { records, at };
        records = [];
      }
      records.push(item);
      at = moment;
    }
  }
  if (records.length > 0) yield { records, at };
}

/** Thrown if the target does not store a commit. The message names the story of a commit with one story. */
class CommitFailure extends Error {
  constructor([story]: readonly Story[], cause: unknown) {
    const what = story === undefined ? 'a part of the store' : `the story ${story.id}`;
    super(`${what} cannot be copied (${errorText(cause)})`);
  }
}

/**
 * Makes the functions that write a copy. `write` starts a commit; in a resumed copy, it leaves out each story and drop
 * that the target already has unchanged. `ended` resolves when all commits are durable.
 */
const createCopyWriter = async (target: CopiedStore, isResumed: boolean) => {
  const known = new Set<string>();
  if (isResumed)
    for await (const drops of target.allDrops()) for (const drop of drops) known.add(canonical(drop));
  const missing = async (stories: readonly Story[]): Promise<readonly Story[]> => {
    if (!isResumed) return stories;
    const there = await target.storiesById(stories.map(({ id }) => id));
    const held = new Set(there.map(canonical));
    return stories.filter((story) => !held.has(canonical(story)));
  };
  // After a failure the stories are written one by one, so that the failure can name a story.
  const store = async (change: StoreChange): Promise<void> => {
    const { stories } = change;
    try {
      await target.commit(change);
    } catch (error) {
      if (stories.length < 2) throw new CommitFailure(stories, error);
      for (const story of stories) await store({ ...change, stories: [story] });
    }
  };
  const writing: Promise<void>[] = [];
  return {
    ended: async () => void (await Promise.all(writing)),
    write: async ({ stories = [], drops = [], ...change }: Partial<StoreChange>): Promise<void> => {
      const commit = {
        states: [],
        ...change,
        stories: await missing(stories),
        drops: drops.filter((drop) => !known.has(canonical(drop))),
      };
      const written = store(commit);
      // The failure of a commit is thrown later, when the commit is awaited.
      written.catch(() => undefined);
      writing.push(written);
      if (writing.length > COMMITS_UNDER_WAY) await writing.shift();
    },
  };
};

const copyShelves = async (original: WholeStore, target: WholeStore): Promise<void> => {
  await copyShelf(original.shelf, target.shelf);
  await copyShelf(original.editions, target.editions);
  const mailed = await original.editions.lastMailed();
  if (mailed !== undefined) await target.editions.noteMailed(mailed);
};

const copyShelf = async <Held>(original: Shelf<Held>, target: Shelf<Held>): Promise<void> => {
  for (const name of await original.names()) {
    const held = await original.read(name);
    if (held !== undefined) await target.keep(name, held);
  }
};
