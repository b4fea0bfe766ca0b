import type { Index } from './open-index.ts';

export type KnownDay = {
  readonly day: string;
  /** Number of indexed bytes, without a torn line at the end. */
  readonly bytes: number;
  /** Head (`headOf`) of the first line. It identifies the file, together with the head of the last line. */
  readonly first: string;
  /** Offset of the last indexed line, in bytes. */
  readonly last_at: number;
  /** Head of the last indexed line. */
  readonly last: string;
  /** Messages about at most ten unreadable lines, separated by line feeds; empty if all lines are readable. */
  readonly damage: string;
  /** Number of the first commit in the file; 0 if a line could not be read. */
  readonly first_seq: number;
  /** Number of the last indexed commit; 0 if no line could be read. */
  readonly last_seq: number;
};

const COLUMNS = 'day, bytes, first, last_at, last, damage, first_seq, last_seq';

export const knownDays = (index: Index): readonly KnownDay[] =>
  index.all(`SELECT ${COLUMNS} FROM days ORDER BY day`) as unknown as KnownDay[];

export const knownDay = (index: Index, day: string): KnownDay | undefined =>
  index.get(`SELECT ${COLUMNS} FROM days WHERE day = ?`, day) as KnownDay | undefined;

export const recordDay = (index: Index, known: KnownDay): void => {
  const { day, bytes, first, last_at: lastAt, last, damage, first_seq: firstSeq, last_seq: seq } = known;
  index.run(
    'INSERT OR REPLACE INTO days VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ...[day, bytes, first, lastAt, last, damage, firstSeq, seq],
  );
};

/** Returns the number of the last commit in the index; 0 if the index is empty. */
export const lastSeq = (index: Index): number => Number(index.get('SELECT seq FROM newest')?.seq ?? 0);
