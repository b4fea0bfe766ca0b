import type { Digest } from '../../domain/ambient.ts';
import type { Config } from '../../domain/config.ts';
import { firstOpenMonth, monthsBetween, startOfMonth } from '../../domain/entry/archive-month.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { StoryFinder } from '../name-related.ts';
import type { ArchiveShelf } from '../ports.ts';
import { archivePath, firstMonth, renderArchive } from './render-archive.ts';

type FreezeParts = {
  readonly store: Pick<Store, 'stories' | 'each'> & StoryFinder;
  readonly shelf: ArchiveShelf;
  readonly config: Config;
  readonly digest: Digest;
};

/**
 * Freezes the missing archives of all months, from the first with news to the last that ended at least three days ago.
 * Resolves to the months that it froze; rejects if an archive could not be stored.
 */
export const freezeArchives = async (
  { store, shelf, config, digest }: FreezeParts,
  now: Temporal.Instant,
): Promise<readonly string[]> => {
  const frozen = await shelf.names();
  const first = await firstMonth(frozen, store);
  if (first === undefined) return [];
  const ripe = monthsBetween(first, firstOpenMonth(now).subtract({ months: 1 }));
  const due = ripe.filter((month) => !frozen.includes(month.toString()));
  for (const month of due) {
    // No text contains a digest of this moment, so the digest is a safe placeholder for the site's address.
    const base = `https://${digest(`${month.toString()} ${now.toString()}`)}.invalid`;
    const draft = { ...config, feed: { ...config.feed, url: base } };
    const links = {
      ...(month.equals(first) ? {} : { prev: archivePath(month.subtract({ months: 1 })) }),
      next: archivePath(month.add({ months: 1 })),
      isFrozen: true,
    };
    const { atom } = await renderArchive(month, links, store, draft);
    await shelf.keep(month.toString(), { frozenAt: now, base, atom });
  }
  return due.map(String);
};

/**
 * Returns a moment. Stories that gained no article since then may be removed: their retention is over, and their months
 * are due to be frozen.
 */
export const keptSince = (now: Temporal.Instant, retentionMs: number): Temporal.Instant => {
  const [retained, open] = [now.subtract({ milliseconds: retentionMs }), startOfMonth(firstOpenMonth(now))];
  return Temporal.Instant.compare(retained, open) < 0 ? retained : open;
};
