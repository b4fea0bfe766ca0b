import { defined } from '../../domain/defined.ts';
import { monthOf, readMonth, startOfMonth, type YearMonth } from '../../domain/entry/archive-month.ts';
import type { Resource } from '../../serve/ports.ts';
import { escapeXml } from '../clean-text.ts';
import { monthPath } from '../feed/feed-view.ts';
import { FEED_CONTENT_TYPES } from '../feed/render-feed.ts';
import { file, YEAR_SECONDS } from '../page/static-files.ts';
import type { SiteContext } from '../site-context.ts';
import type { SiteView } from '../views.ts';
import { archiveMonths, archivePath, renderArchive, renderMonth } from './render-archive.ts';

/** Time for which clients may cache the document of a month that is not frozen, in seconds. */
const OPEN_MAX_AGE_SECONDS = 300;

type ArchiveContext = Pick<SiteContext, 'shelf' | 'store' | 'config' | 'now'>;

/**
 * Resolves to the archive of a month (`2026-11`), frozen or made of the stored stories; undefined if the month has no
 * archive.
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
  return { ...file(FEED_CONTENT_TYPES.atom, body, YEAR_SECONDS), lastModified: frozenAt };
};

const open = async (month: YearMonth, site: ArchiveContext): Promise<Resource | undefined> => {
  const months = await archiveMonths(site);
  const at = months.findIndex((one) => one.equals(month));
  if (at === -1) return undefined;
  const [prev, next] = [months[at - 1], months[at + 1]].map((one) => one && archivePath(one));
  const links = defined({ prev, next });
  const { atom: body, updated } = await renderArchive(month, links, site.store, site.config());
  return {
    ...file(FEED_CONTENT_TYPES.atom, body, OPEN_MAX_AGE_SECONDS),
    ...defined({ lastModified: updated }),
  };
};

/**
 * Resolves to the Atom document (RFC 5005 §3) of a view's announced stories in a month (`2026-11`). Undefined for an
 * invalid `name`, for a month without such stories, and for the merged view, which has archives.
 */
export const viewMonth = async (
  view: SiteView,
  name: string,
  { config, store }: SiteContext,
): Promise<Resource | undefined> => {
  const { feed, query } = view;
  const month = readMonth(name);
  if (month === undefined || feed.pagePath === '/') return undefined;
  const [start, end] = [startOfMonth(month), startOfMonth(month.add({ months: 1 }))];
  const { from = start, until = end } = query;
  const before = { ...query, until: earlier(start, until) };
  const [older] = await store.stories({ ...before, announcedOnly: true, limit: 1 });
  const next = older && monthPath(feed.path, monthOf(older.published));
  const page = {
    ...feed,
    path: monthPath(feed.path, month),
    title: `${feed.title}, ${month.toString()}`,
    pages: { first: feed.path, ...defined({ next }) },
  };
  const range = { from: later(start, from), until: earlier(end, until) };
  const stories = store.each({ ...query, ...range, announcedOnly: true });
  const { atom: body, updated: lastModified } = await renderMonth(page, stories, store, config());
  if (lastModified === undefined) return undefined;
  return { ...file(FEED_CONTENT_TYPES.atom, body, OPEN_MAX_AGE_SECONDS), lastModified };
};

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) < 0 ? a : b;

const later = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant => (earlier(a, b) === a ? b : a);
