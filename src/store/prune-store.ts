import { keysToKeep } from '../domain/article/identity-keys.ts';
import type { StoryId } from '../domain/story/story.ts';
import { knownDays, lastSeq } from './index/known-days.ts';
import { hashOfKey, hexOfKey } from './index/row.ts';
import { placesWhere } from './index/select.ts';
import { dayOf } from './log/log-files.ts';
import { type Commit, writeLine } from './log/log-line.ts';
import { isOldestDay, tidyDay, UnreadableFile, useOfDays } from './log/tidy-log.ts';
import type { Opened, StoreContext } from './store-context.ts';
import { STORIES_PER_SLICE } from './store-queries.ts';

/** Records the indexed sizes of the log files, except those in `but`, so that a truncated file is noticed. */
export const noteSizes = (
  { documents, index }: StoreContext,
  but: ReadonlySet<string> = new Set(),
): Promise<void> =>
  documents.sizes.write({
    bytes: Object.fromEntries(
      knownDays(index).flatMap(({ day, bytes }) => (but.has(day) ? [] : [[day, bytes]])),
    ),
  });

/** Resolves when all readable files of the log are indexed; rejects if the store is closed. */
export const allFound = async ({ whole, closing }: StoreContext): Promise<void> => {
  await whole;
  if (closing.aborted) throw new Error('the store is closed');
};

const isIdle = ({ index, writer }: Opened, id: StoryId, moment: number): boolean =>
  Number(index.get('SELECT gained FROM stories WHERE id = ?', id)?.gained ?? moment) < moment &&
  !writer.waiting().some((entry) => entry.commit.stories.some((story) => story.id === id));

/**
 * Removes the stories that gained no article since a moment (microseconds since 1970) and keeps the hashes of their
 * keys as tombstones. A story stays if a waiting commit writes it. Resolves to the number of removed stories.
 */
export const removeIdle = async (opened: Opened, moment: number): Promise<number> => {
  const { index, writer, read } = opened;
  let removed = 0;
  for (;;) {
    const most = STORIES_PER_SLICE + writer.waiting().length;
    const idle = placesWhere(index, 's.gained < ? LIMIT ?', moment, most).filter(({ id }) =>
      isIdle(opened, id, moment),
    );
    if (idle.length === 0) return removed;
    const readable = new Map((await read(idle, true)).map((story) => [story.id, story]));
    // A story stays if it gained an article while it was read.
    const gone = idle.filter(({ id }) => isIdle(opened, id, moment));
    const keys = gone.flatMap(
      ({ id, n }) => readable.get(id)?.articles.flatMap(keysToKeep).map(hashOfKey) ?? keysOfStory(index, n),
    );
    await append(opened, {
      ...{ stories: [], drops: [], states: [] },
      removed: { stories: gone.map(({ id }) => id), keys: [...new Set(keys)] },
    });
    removed += gone.length;
  }
};

const checkpoint = async ({ index, documents, seq, states }: Opened): Promise<void> => {
  const at = lastSeq(index);
  await documents.checkpoint.write({ seq: Math.max(at, seq), states: [...states.values()] });
  index.run('DELETE FROM states WHERE seq <= ?', at);
};

/**
 * Rewrites the wanted files without superseded records, in the order of `useOfDays`; deletes a file if nothing remains.
 * Commits wait while a file is rewritten. A file that another program changed is skipped. A file that cannot be read,
 * now or earlier, stays unchanged, and the promise rejects at the end.
 */
export const tidy = async (
  opened: Opened,
  isWanted: (use: ReturnType<typeof useOfDays>[number]) => boolean,
): Promise<void> => {
  await allFound(opened);
  const { index, writer, problems, unread } = opened;
  const uses = useOfDays(index);
  // A file that could not be read may hold live records that the index does not know.
  const others = [...unread.keys()]
    .filter((day) => uses.every((use) => use.day !== day))
    .map((day) => ({ day, alive: Number.POSITIVE_INFINITY, isUntidy: false }));
  const wanted = [...uses, ...others].filter(isWanted);
  if (wanted.length === 0) return;
  // The writer also records sizes, and two concurrent writes would damage the document.
  await writer.between(async () => {
    await checkpoint(opened);
    await noteSizes(opened, new Set(wanted.map(({ day }) => day)));
  });
  const tidied = new Set<string>();
  const unreadable: string[] = [];
  for (const { day } of wanted) {
    try {
      await writer.between(async () => {
        if (await tidyDay(opened, day, await isOldestDay(opened, day, tidied))) tidied.add(day);
      });
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      problems.add(error.message);
      unreadable.push(error.message);
    }
  }
  await writer.between(() => noteSizes(opened));
  if (unreadable.length > 0) throw new Error(unreadable.join('. '));
};

const keysOfStory = (index: StoreContext['index'], n: bigint): readonly string[] =>
  index
    .all('SELECT hash, n FROM keys JOIN articles USING (a) WHERE n = ?', n)
    .map(({ hash }) => hexOfKey(hash as bigint));

/** Appends a commit. Resolves when it is durable; rejects if too many bytes already wait for the disk. */
export const append = async (
  { whole, writer, limits, changing, now }: Opened,
  { at = now(), ...change }: Omit<Commit, 'seq' | 'at'> & Partial<Pick<Commit, 'at'>>,
): Promise<void> => {
  await whole;
  if (writer.waitingBytes() > limits.waitingBytes) {
    throw new Error(
      `not stored: ${writer.waitingBytes()} bytes are already waiting for the disk (${writer.trouble() ?? 'it is slow'})`,
    );
  }
  changing.seq += 1;
  const commit = { ...change, seq: changing.seq, at };
  await writer.append({ day: dayOf(at), commit, ...writeLine(commit) });
};
