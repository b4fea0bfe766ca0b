import { identityKeys } from '../../domain/article/identity-keys.ts';
import type { Drop } from '../../domain/item/drop.ts';
import type { Story } from '../../domain/story/story.ts';
import type { Removal, Span } from '../log/log-line.ts';
import type { Index } from './open-index.ts';
import {
  hashOfKey,
  hourOf,
  keyNumber,
  labelToken,
  microseconds,
  rowOf,
  type StoryRow,
  TIE_BITS,
} from './row.ts';

/** A commit as it stands in the log: places count from the beginning of the day's file. */
export type Logged = {
  readonly day: string;
  readonly seq: number;
  readonly at: Temporal.Instant;
  readonly stories: readonly { readonly id: string; readonly place: Span; readonly read: () => Story }[];
  readonly drops: readonly { readonly place: Span; readonly read: () => Drop }[];
  readonly states: readonly { readonly source: string; readonly place: Span }[];
  readonly removed: Removal;
};

/** Drops of one commit. */
const MOST_DROPS = 65_536;

/** The number of a commit's drop, counted from 0: later ones have higher numbers. */
export const dropNumber = (seq: number, at: number): number => seq * MOST_DROPS + at;

/**
 * Takes commits into the index, in any order: what a later commit says of a story stands, whichever comes first.
 * `read` of a record throws where it is none of ours.
 */
export const createTaker = (index: Index) => {
  /** Stories that a commit removed, by its number: an older version that is read later must not bring them back. */
  const gone = new Map<string, number>();
  const names = new Map<string, number>();

  const nameNumber = (name: string): number => {
    const known = names.get(name);
    if (known !== undefined) return known;
    index.run('INSERT INTO names (name) VALUES (?) ON CONFLICT DO NOTHING', name);
    const number = Number(index.get('SELECT i FROM names WHERE name = ?', name)?.i);
    names.set(name, number);
    return number;
  };

  const forget = (n: bigint, labels: string): void => {
    index.run('DELETE FROM stories WHERE n = ?', n);
    index.run('DELETE FROM words WHERE rowid = ?', n);
    setLabels(n, labels, []);
  };

  const setLabels = (n: bigint, before: string, now: readonly number[]): void => {
    const old = before === '' ? [] : before.split(' ').map(Number);
    for (const i of old) if (!now.includes(i)) index.run('DELETE FROM labels WHERE i = ? AND n = ?', i, n);
    for (const i of now) if (!old.includes(i)) index.run('INSERT OR IGNORE INTO labels VALUES (?, ?)', i, n);
  };

  const isFree = (n: bigint): boolean => index.get('SELECT n FROM stories WHERE n = ?', n) === undefined;

  /**
   * The number of a story, which keeps its own while its date stays. Ties beyond the bits for them stand behind all others
   * of their microsecond, or of two, four, eight where one is full. They are not tried one by one: a feed may give ten
   * thousand items one date.
   */
  const numberOf = ({ n }: StoryRow, own: unknown): bigint => {
    const begin = (n >> TIE_BITS) << TIE_BITS;
    for (let room = 1n << TIE_BITS; ; room *= 2n) {
      const end = begin + room;
      if (typeof own === 'bigint' && own >= begin && own < end) return own;
      if (isFree(n)) return n;
      const last = index.get('SELECT n FROM stories WHERE n < ? ORDER BY n DESC LIMIT 1', end)?.n;
      if (typeof last === 'bigint' && last + 1n < end) return last + 1n;
    }
  };

  const takeStory = (day: string, seq: number, { id, place, read }: Logged['stories'][number]): void => {
    const before = index.get('SELECT n, seq, labels FROM stories WHERE id = ?', id);
    if (Math.max(Number(before?.seq ?? 0), gone.get(id) ?? 0) > seq) return;
    const story = read();
    const row = rowOf(story);
    const n = numberOf(row, before?.n);
    const labels = row.labels.map(nameNumber);
    let oldLabels = typeof before?.labels === 'string' ? before.labels : '';
    if (typeof before?.n === 'bigint' && before.n !== n) {
      forget(before.n, oldLabels);
      index.run('UPDATE articles SET n = ? WHERE n = ?', n, before.n);
      oldLabels = '';
    }
    index.run(
      'INSERT OR REPLACE INTO stories VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ...[n, id, seq, day, place.offset, place.length, place.crc],
      ...[row.gained, row.announced, labels.join(' ')],
    );
    setLabels(n, oldLabels, labels);
    if (before !== undefined) index.run('DELETE FROM words WHERE rowid = ?', n);
    const tokens = row.labels.map(labelToken).join(' ');
    index.run(
      'INSERT INTO words (rowid, title, body, label) VALUES (?, ?, ?, ?)',
      n,
      row.title,
      row.body,
      tokens,
    );
    if (before !== undefined) forgetOtherArticles(story, n);
    takeArticles(story, n, seq);
  };

  const forgetOtherArticles = ({ articles }: Story, n: bigint): void => {
    const held = new Set<string>(articles.map(({ id }) => id));
    for (const { id } of index.all('SELECT id FROM articles WHERE n = ?', n))
      if (!held.has(String(id))) index.run('DELETE FROM articles WHERE id = ?', String(id));
  };

  const takeArticles = ({ articles }: Story, n: bigint, seq: number): void => {
    for (const article of articles) {
      const { id, source, published } = article;
      const row = index.get(
        `INSERT INTO articles (id, n, source, hour) VALUES (?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET n = excluded.n, source = excluded.source, hour = excluded.hour RETURNING a`,
        ...[id, n, nameNumber(`s:${source}`), hourOf(published)],
      );
      for (const key of identityKeys(article)) {
        index.run(
          `INSERT INTO keys (hash, a) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET a = excluded.a
            WHERE keys.a IS NULL OR keys.a <> excluded.a AND ? >= coalesce(${SEQ_OF_KEY}, 0)`,
          ...[keyNumber(hashOfKey(key)), Number(row?.a), seq],
        );
      }
    }
  };

  const bury = (keys: readonly string[], seq: number): void => {
    for (const key of keys) {
      index.run(
        `INSERT INTO keys (hash) VALUES (?) ON CONFLICT (hash) DO UPDATE SET a = NULL, d = NULL
          WHERE ? > coalesce(${SEQ_OF_KEY}, 0)`,
        ...[keyNumber(key), seq],
      );
    }
  };

  return {
    bury,

    take: ({ day, seq, at, stories, drops, states, removed }: Logged): void => {
      for (const id of removed.stories) {
        gone.set(id, Math.max(seq, gone.get(id) ?? 0));
        const story = index.get('SELECT n, seq, labels FROM stories WHERE id = ?', id);
        if (typeof story?.n !== 'bigint' || Number(story.seq) > seq) continue;
        forget(story.n, String(story.labels));
        index.run('DELETE FROM articles WHERE n = ?', story.n);
      }
      bury(removed.keys, seq);
      for (const story of stories) takeStory(day, seq, story);
      for (const [rank, { place, read }] of drops.entries()) {
        const { keys, at: moment } = read();
        const d = dropNumber(seq, rank);
        const { offset, length, crc } = place;
        index.run(
          'INSERT OR REPLACE INTO drops VALUES (?, ?, ?, ?, ?, ?)',
          ...[d, day, offset, length, crc, microseconds(moment)],
        );
        for (const key of keys) {
          index.run(
            `INSERT INTO keys (hash, d) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET d = excluded.d
              WHERE keys.a IS NULL AND keys.d < excluded.d`,
            ...[keyNumber(hashOfKey(key)), d],
          );
        }
      }
      for (const { source, place } of states) {
        index.run(
          `INSERT INTO states VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (source) DO UPDATE SET seq = excluded.seq,
            day = excluded.day, at = excluded.at, size = excluded.size, crc = excluded.crc
            WHERE excluded.seq >= states.seq`,
          ...[source, seq, day, place.offset, place.length, place.crc],
        );
      }
      index.run(
        `INSERT INTO newest VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq, at = excluded.at
          WHERE excluded.seq > newest.seq`,
        ...[seq, at.toString()],
      );
    },
    /** All is taken in: commits come in their order from now on. */
    caughtUp: () => gone.clear(),
  };
};

/** The commit that last wrote the story which a key leads to; null where it leads to none. */
const SEQ_OF_KEY = '(SELECT s.seq FROM articles JOIN stories AS s USING (n) WHERE articles.a = keys.a)';

export type Taker = ReturnType<typeof createTaker>;
