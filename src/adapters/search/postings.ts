/** For each term, numbered from 0, a list of growing numbers; all lists lie in one buffer, 4 bytes a number. */
export type Postings = {
  readonly add: (term: number, posting: number) => void;
  /** A view that the next `add` makes stale. */
  readonly of: (term: number) => Uint32Array;
  readonly bytes: () => number;
};

/** Address space, not memory: 64 million numbers. */
const MOST_BYTES = 256 * 1024 * 1024;

const STEP_BYTES = 1024 * 1024;
const BYTES_A_NUMBER = 4;

/**
 * A list that is full moves to room twice as large, and what it leaves goes to the next list of that size. The
 * buffer grows where it is (ECMAScript 2024, 25.1.6.3), so that no growing copies it.
 */
export const createPostings = (): Postings => {
  const buffer = new ArrayBuffer(STEP_BYTES, { maxByteLength: MOST_BYTES });
  const pool = new Uint32Array(buffer);
  const starts: number[] = [];
  const counts: number[] = [];
  /** Places of left rooms, by the binary logarithm of their size. */
  const free: number[][] = [];
  let used = 0;

  const roomOf = (count: number): number => (count === 0 ? 0 : 2 ** Math.ceil(Math.log2(count)));

  const take = (size: number): number => {
    const left = free[Math.log2(size)]?.pop();
    if (left !== undefined) return left;
    const start = used;
    used += size;
    const needed = used * BYTES_A_NUMBER;
    if (needed > buffer.byteLength) buffer.resize(Math.ceil(needed / STEP_BYTES) * STEP_BYTES);
    return start;
  };

  const move = (term: number, count: number): void => {
    const from = starts[term] ?? 0;
    const to = take(Math.max(1, count * 2));
    pool.copyWithin(to, from, from + count);
    if (count > 0) {
      const size = Math.log2(count);
      const left = free[size] ?? [];
      left.push(from);
      free[size] = left;
    }
    starts[term] = to;
  };

  return {
    add: (term, posting) => {
      const count = counts[term] ?? 0;
      if (count === roomOf(count)) move(term, count);
      pool[(starts[term] ?? 0) + count] = posting;
      counts[term] = count + 1;
    },
    of: (term) => {
      const start = starts[term] ?? 0;
      return pool.subarray(start, start + (counts[term] ?? 0));
    },
    bytes: () => buffer.byteLength,
  };
};
