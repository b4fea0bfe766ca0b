import type { CopiedStore } from '../../domain/store/contract.ts';
import { hexOfKey } from '../index/row.ts';
import { readDrop } from '../log/records.ts';
import type { Query } from './connection.ts';
import { ALL_DROPS, slices } from './postgres-queries.ts';

/**
 * SQL for the hashes to which `knows` answers `removed`: tombstones whose key no stored article has, and keys whose
 * article is gone.
 */
const TOMBSTONES = [
  `SELECT hash FROM tombstones LEFT JOIN keys USING (hash) LEFT JOIN articles ON articles.id = keys.article
    WHERE hash > $1 AND articles.id IS NULL ORDER BY hash LIMIT $2`,
  `SELECT hash FROM keys LEFT JOIN articles ON articles.id = article WHERE hash > $1 AND article IS NOT NULL
    AND articles.id IS NULL AND NOT EXISTS (SELECT 1 FROM tombstones WHERE tombstones.hash = keys.hash)
    ORDER BY hash LIMIT $2`,
];

export const copiedRecords = (
  query: Query,
): Pick<CopiedStore, 'allDrops' | 'tombstones' | 'copyOf' | 'noteCopy'> => ({
  allDrops: async function* () {
    for await (const rows of slices(query, ALL_DROPS, 'n'))
      yield rows.map(({ document }) => readDrop(document));
  },
  tombstones: async function* () {
    for (const sql of TOMBSTONES)
      for await (const rows of slices(query, sql, 'hash'))
        yield rows.map(({ hash }) => hexOfKey(BigInt(String(hash))));
  },
  copyOf: async () => {
    const [meta] = await query('SELECT copy_of FROM meta');
    return typeof meta?.copy_of === 'string' ? meta.copy_of : undefined;
  },
  noteCopy: async (from) => void (await query('UPDATE meta SET copy_of = $1', [from ?? null])),
});
