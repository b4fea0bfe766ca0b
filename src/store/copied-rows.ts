import type { CopiedStore } from '../domain/store/contract.ts';
import { hexOfKey } from './index/row.ts';
import { readDrops, type Sources } from './store-queries.ts';

/** Number of drops or tombstones in a slice. */
const ROWS_PER_SLICE = 500;

/** The keys that lead neither to an article nor to a drop, as `knows` reads them. */
const TOMBSTONES = `SELECT hash, n FROM keys LEFT JOIN articles USING (a)
  WHERE hash > ? AND articles.id IS NULL AND (keys.a IS NOT NULL OR keys.d IS NULL) ORDER BY hash LIMIT ?`;

const DROPS = 'SELECT d, day, at, size, crc FROM drops WHERE d > ? ORDER BY d LIMIT ?';

/** What only a copy of the store asks for. */
export const copiedRows = (sources: Sources): Pick<CopiedStore, 'allDrops' | 'tombstones'> => {
  const { index } = sources;
  return {
    allDrops: async function* () {
      for (let after = -1; ; ) {
        const rows = index.all(DROPS, after, ROWS_PER_SLICE);
        const last = rows.at(-1);
        if (last === undefined) return;
        after = Number(last.d);
        yield readDrops(sources, rows);
      }
    },
    tombstones: async function* () {
      for (let after = -(2n ** 63n); ; ) {
        const hashes = index.all(TOMBSTONES, after, ROWS_PER_SLICE).map(({ hash }) => hash as bigint);
        const last = hashes.at(-1);
        if (last === undefined) return;
        after = last;
        yield hashes.map(hexOfKey);
      }
    },
  };
};
