import { keysToKeep } from '../../domain/article/identity-keys.ts';
import type { Drop } from '../../domain/item/drop.ts';
import type { Story } from '../../domain/story/story.ts';
import type { Commit, Span } from '../log/log-line.ts';
import type { Index } from './open-index.ts';
import { hashOfKey, hourOf, keyNumber, labelToken, microseconds, rowOf, TIE_BITS } from './row.ts';

/** A commit in the log. Offsets of its records count from the beginning of the day's file, in bytes. */
export type Logged = Pick<Commit, 'seq' | 'at' | 'removed'> & {
  readonly day: string;
  readonly stories: readonly { readonly id: string; readonly place: Span; readonly read: () => Story }[];
  readonly drops: readonly { readonly place: Span; readonly read: () => Drop }[];
  readonly states: readonly { readonly source: string; readonly place: Span }[];
};

const MAX_DROPS_PER_COMMIT = 65_536;

/** Returns the number of a drop, higher for a later drop. `at` is the drop's position in its commit, from 0. */
export const dropNumber = (seq: number, at: number): number => seq * MAX_DROPS_PER_COMMIT + at;

/** Writes commits into the index, in any order. The version of a story with the highest commit number counts. */
export class Indexer {
  readonly #index: Index;
  /** Number of the commit that removed a story, by story id: an older version read later must not bring it back. */
  readonly #gone = new Map<string, number>();
  readonly #names = new Map<string, number>();

  constructor(index: Index) {
    this.#index = index;
  }

  /** Runs work that calls `add` or `addTombstones`, as `Index.transaction` does. */
  transaction(work: () => void): void {
    try {
      this.#index.transaction(work);
    } catch (error) {
      // The names that the work added are no longer in the index, and their numbers are given to other names.
      this.#names.clear();
      throw error;
    }
  }

  #nameNumber(name: string): number {
    return this.#names.getOrInsertComputed(name, () => {
      this.#index.run('INSERT INTO names (name) VALUES (?) ON CONFLICT DO NOTHING', name);
      return Number(this.#index.get('SELECT i FROM names WHERE name = ?', name)?.i);
    });
  }

  #forget(n: bigint, labels: string): void {
    this.#index.run('DELETE FROM stories WHERE n = ?', n);
    this.#index.run('DELETE FROM words WHERE rowid = ?', n);
    this.#setLabels(n, labels, []);
  }

  #setLabels(n: bigint, before: string, now: readonly number[]): void {
    const old = before === '' ? [] : before.split(' ').map(Number);
    for (const i of old)
      if (!now.includes(i)) this.#index.run('DELETE FROM labels WHERE i = ? AND n = ?', i, n);
    for (const i of now)
      if (!old.includes(i)) this.#index.run('INSERT OR IGNORE INTO labels VALUES (?, ?)', i, n);
  }

  /**
   * Returns a number for a story: its earlier number `own` if that fits the story's date; else `n` if `n` is free; else
   * the number after the last story of the microsecond. If the microsecond has no such number, a longer time is tried.
   * Numbers are not tried one by one, because a feed may give ten thousand items one date.
   */
  #numberOf(n: bigint, own: unknown): bigint {
    const begin = (n >> TIE_BITS) << TIE_BITS;
    for (let room = 1n << TIE_BITS; ; room *= 2n) {
      const end = begin + room;
      if (typeof own === 'bigint' && own >= begin && own < end) return own;
      if (this.#index.get('SELECT n FROM stories WHERE n = ?', n) === undefined) return n;
      const last = this.#index.get('SELECT n FROM stories WHERE n < ? ORDER BY n DESC LIMIT 1', end)?.n;
      if (typeof last === 'bigint' && last + 1n < end) return last + 1n;
    }
  }

  #addStory(day: string, seq: number, { id, place, read }: Logged['stories'][number]): void {
    const before = this.#index.get('SELECT n, seq, labels FROM stories WHERE id = ?', id);
    if (Math.max(Number(before?.seq ?? 0), this.#gone.get(id) ?? 0) > seq) return;
    const story = read();
    const row = rowOf(story);
    const n = this.#numberOf(row.n, before?.n);
    const labels = row.labels.map((name) => this.#nameNumber(name));
    let oldLabels = typeof before?.labels === 'string' ? before.labels : '';
    if (typeof before?.n === 'bigint' && before.n !== n) {
      this.#forget(before.n, oldLabels);
      oldLabels = '';
    }
    this.#index.run(
      'INSERT OR REPLACE INTO stories VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ...[n, id, seq, day, place.offset, place.length, place.crc],
      ...[row.gained, row.announced, labels.join(' ')],
    );
    this.#setLabels(n, oldLabels, labels);
    if (before !== undefined) this.#index.run('DELETE FROM words WHERE rowid = ?', n);
    this.#index.run(
      'INSERT INTO words (rowid, title, body, label) VALUES (?, ?, ?, ?)',
      ...[n, row.title, row.body, row.labels.map(labelToken).join(' ')],
    );
    if (typeof before?.n === 'bigint') this.#forgetOtherArticles(story, before.n);
    this.#addArticles(story, n, seq);
  }

  #forgetOtherArticles({ articles }: Story, n: bigint): void {
    const held = JSON.stringify(articles.map(({ id }) => id));
    this.#index.run(
      'DELETE FROM articles WHERE n = ? AND id NOT IN (SELECT value FROM json_each(?))',
      n,
      held,
    );
  }

  #addArticles({ articles }: Story, n: bigint, seq: number): void {
    for (const article of articles) {
      const { id, source, published } = article;
      const row = this.#index.get(
        `INSERT INTO articles (id, n, source, hour) VALUES (?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET n = excluded.n, source = excluded.source, hour = excluded.hour RETURNING a`,
        ...[id, n, this.#nameNumber(`s:${source}`), hourOf(published)],
      );
      for (const key of keysToKeep(article)) {
        this.#index.run(
          `INSERT INTO keys (hash, a) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET a = excluded.a
            WHERE keys.a IS NULL OR keys.a <> excluded.a AND ? >= coalesce(${SEQ_OF_KEY}, 0)`,
          ...[keyNumber(hashOfKey(key)), Number(row?.a), seq],
        );
      }
    }
  }

  addTombstones(keys: readonly string[], seq: number): void {
    for (const key of keys) {
      this.#index.run(
        `INSERT INTO keys (hash) VALUES (?) ON CONFLICT (hash) DO UPDATE SET a = NULL, d = NULL
          WHERE ? > coalesce(${SEQ_OF_KEY}, 0)`,
        ...[keyNumber(key), seq],
      );
    }
  }

  add({ day, seq, at, stories, drops, states, removed }: Logged): void {
    for (const id of removed.stories) {
      this.#gone.set(id, Math.max(seq, this.#gone.get(id) ?? 0));
      const story = this.#index.get('SELECT n, seq, labels FROM stories WHERE id = ?', id);
      if (typeof story?.n !== 'bigint' || Number(story.seq) > seq) continue;
      this.#forget(story.n, String(story.labels));
      this.#index.run('DELETE FROM articles WHERE n = ?', story.n);
    }
    this.addTombstones(removed.keys, seq);
    for (const story of stories) this.#addStory(day, seq, story);
    for (const [rank, { place, read }] of drops.entries()) {
      const { keys, at: moment } = read();
      const d = dropNumber(seq, rank);
      const { offset, length, crc } = place;
      this.#index.run(
        'INSERT OR REPLACE INTO drops VALUES (?, ?, ?, ?, ?, ?)',
        ...[d, day, offset, length, crc, microseconds(moment)],
      );
      for (const key of keys) {
        this.#index.run(
          `INSERT INTO keys (hash, d) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET d = excluded.d
              WHERE keys.a IS NULL AND keys.d < excluded.d`,
          ...[keyNumber(hashOfKey(key)), d],
        );
      }
    }
    for (const { source, place } of states) {
      this.#index.run(
        `INSERT INTO states VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (source) DO UPDATE SET seq = excluded.seq,
            day = excluded.day, at = excluded.at, size = excluded.size, crc = excluded.crc
            WHERE excluded.seq >= states.seq`,
        ...[source, seq, day, place.offset, place.length, place.crc],
      );
    }
    this.#index.run(
      `INSERT INTO newest VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq, at = excluded.at
          WHERE excluded.seq > newest.seq`,
      ...[seq, at.toString()],
    );
  }

  /** Forgets the removed stories. Called when the whole log is indexed, because no older version follows then. */
  caughtUp(): void {
    this.#gone.clear();
  }
}

/** SQL for the number of the commit that last wrote the story of a key; null if the key leads to no story. */
const SEQ_OF_KEY = '(SELECT s.seq FROM articles JOIN stories AS s USING (n) WHERE articles.a = keys.a)';
