import { defined } from '../../domain/defined.ts';
import { monthOf, readMonth, type YearMonth } from '../../domain/entry/archive-month.ts';
import type { Resource } from '../../serve/ports.ts';
import { escapeXml } from '../clean-text.ts';
import { FEED_CONTENT_TYPES } from '../feed/render-feed.ts';
import type { SiteContext } from '../site-context.ts';
import { YEAR_SECONDS } from './keep-last.ts';
import { archivePath, firstMonth, renderArchive } from './render-archive.ts';

/** A month that is still open may change with every poll. */
const OPEN_MAX_AGE_SECONDS = 300;

type ArchiveContext = Pick<SiteContext, 'shelf' | 'store' | 'config' | 'now'>;

/**
 * The archive document of the merged feed for a month (`2026-11`): frozen, or as it stands now; undefined before the
 * first month and after this one.
 */
export const archiveMonth = async (
  site: ArchiveContext,
  { month: name }: { readonly month: string },
): Promise<Resource | undefined> => {
  const month = readMonth(name);
  return month && ((await frozen(month, site)) ?? (await open(month, site)));
};

const frozen = async (month: YearMonth, { shelf, config }: ArchiveContext): Promise<Resource | undefined> => {
  const archive = await shelf.read(month.toString());
  if (archive === undefined) return undefined;
  const { base, atom, frozenAt } = archive;
  const body = atom.replaceAll(base, () => escapeXml(config().feed.url));
  return { ...ATOM, body, maxAgeSeconds: YEAR_SECONDS, lastModified: frozenAt };
};

const open = async (
  month: YearMonth,
  { shelf, store, config, now }: ArchiveContext,
): Promise<Resource | undefined> => {
  const first = await firstMonth(await shelf.names(), store);
  const last = monthOf(now());
  if (first === undefined || compare(month, first) < 0 || compare(month, last) > 0) return undefined;
  const links = {
    ...(compare(month, first) > 0 ? { prev: archivePath(month.subtract({ months: 1 })) } : {}),
    ...(compare(month, last) < 0 ? { next: archivePath(month.add({ months: 1 })) } : {}),
  };
  const { atom: body, updated } = await renderArchive(month, links, store, config());
  return { ...ATOM, body, maxAgeSeconds: OPEN_MAX_AGE_SECONDS, ...defined({ lastModified: updated }) };
};

const compare = (a: YearMonth, b: YearMonth): number => Temporal.PlainYearMonth.compare(a, b);

const ATOM = { status: 200, contentType: FEED_CONTENT_TYPES.atom, page: false } as const;
