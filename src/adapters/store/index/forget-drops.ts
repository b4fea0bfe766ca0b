import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Index } from './open-index.ts';

/** Keys are looked through in so many parts, each of which takes a few milliseconds. */
const PARTS = 64n;

const KEYS = 2n ** 64n;

/** Forgets drops older than a moment in microseconds, and the keys that led to them. */
export const forgetDrops = async (index: Index, moment: number): Promise<void> => {
  if (index.get('SELECT 1 AS found FROM drops WHERE moment < ? LIMIT 1', moment) === undefined) return;
  index.run('DELETE FROM drops WHERE moment < ?', moment);
  for (let part = 0n; part < PARTS; part += 1n) {
    const from = -(KEYS / 2n) + (part * KEYS) / PARTS;
    index.run(
      `DELETE FROM keys WHERE hash BETWEEN ? AND ? AND a IS NULL AND d IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM drops WHERE drops.d = keys.d)`,
      ...[from, from + KEYS / PARTS - 1n],
    );
    await nextTurn();
  }
};
