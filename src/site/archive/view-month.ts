import { defined } from '../../domain/defined.ts';
import { monthOf, readMonth, startOfMonth } from '../../domain/entry/archive-month.ts';
import type { Resource } from '../../serve/ports.ts';
import { monthPath } from '../feed/feed-view.ts';
import { FEED_CONTENT_TYPES } from '../feed/render-feed.ts';
import { file } from '../page/static-files.ts';
import type { SiteContext } from '../site-context.ts';
import type { SiteView } from '../views.ts';
import { renderMonth } from './render-archive.ts';

/** Time for which clients may cache the document of a month, in seconds. */
const MAX_AGE_SECONDS = 300;

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
  return { ...file(FEED_CONTENT_TYPES.atom, body, MAX_AGE_SECONDS), lastModified };
};

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) < 0 ? a : b;

const later = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant => (earlier(a, b) === a ? b : a);
