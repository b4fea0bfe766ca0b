import type { Clock } from '../../domain/ambient.ts';
import type { Config } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { monthOf, readMonth, type YearMonth } from '../../domain/entry/archive-month.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { Resource } from '../../serve/ports.ts';
import { escapeXml } from '../clean-text.ts';
import { FEED_CONTENT_TYPES } from '../feed/render-feed.ts';
import type { ArchiveShelf } from '../ports.ts';
import { type LastKept, YEAR_SECONDS } from './keep-last.ts';
import { archivePath, firstMonth, renderArchive } from './render-archive.ts';

/** A month that is still open may change with every poll. */
const OPEN_MAX_AGE_SECONDS = 300;

type ArchivesParts = {
  readonly config: () => Config;
  readonly store: Pick<Store, 'stories' | 'each'>;
  readonly shelf: ArchiveShelf;
  readonly now: Clock;
  readonly kept: LastKept;
};

/**
 * The archive documents of the merged feed by month (`2026-11`): frozen, or as they stand; undefined before the first
 * month and after today's.
 */
export const createArchives = ({ config, store, shelf, now, kept }: ArchivesParts) => {
  const frozen = async (name: string, url: string): Promise<Resource | undefined> => {
    const archive = await shelf.read(name);
    if (archive === undefined) return undefined;
    const { base, atom, frozenAt } = archive;
    const body = atom.replaceAll(base, () => escapeXml(url));
    return { ...ATOM, body, maxAgeSeconds: YEAR_SECONDS, lastModified: frozenAt };
  };

  const open = async (month: YearMonth): Promise<Resource | undefined> => {
    const first = await firstMonth(await shelf.months(), store);
    const last = monthOf(now());
    if (first === undefined || compare(month, first) < 0 || compare(month, last) > 0) return undefined;
    const links = {
      ...(compare(month, first) > 0 ? { prev: archivePath(month.subtract({ months: 1 })) } : {}),
      ...(compare(month, last) < 0 ? { next: archivePath(month.add({ months: 1 })) } : {}),
    };
    const { atom: body, updated } = await renderArchive(month, links, store, config());
    return {
      ...ATOM,
      body,
      maxAgeSeconds: OPEN_MAX_AGE_SECONDS,
      ...defined({ lastModified: updated }),
    };
  };

  return async (name: string): Promise<Resource | undefined> => {
    const month = readMonth(name);
    if (month === undefined) return undefined;
    const { url } = config().feed;
    return kept.get(`${name} ${url}`, async () => (await frozen(name, url)) ?? open(month));
  };
};

const compare = (a: YearMonth, b: YearMonth): number => Temporal.PlainYearMonth.compare(a, b);

const ATOM = { status: 200, contentType: FEED_CONTENT_TYPES.atom, page: false } as const;
