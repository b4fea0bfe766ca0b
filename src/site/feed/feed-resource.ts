import { latestOf } from '../../domain/clock/jst-day.ts';
import type { FeedSettings } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { monthOf } from '../../domain/entry/archive-month.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import type { Resource } from '../../serve/ports.ts';
import { archivePath } from '../archive/render-archive.ts';
import { entriesOf } from '../entries.ts';
import { nameRelated } from '../name-related.ts';
import { file } from '../page/static-files.ts';
import type { SiteContext } from '../site-context.ts';
import type { SiteView } from '../views.ts';
import { type FeedFormat, type FeedView, feedPath, isFeedFormat, monthPath } from './feed-view.ts';
import { FEED_CONTENT_TYPES, renderFeed } from './render-feed.ts';

/** Time for which clients may cache a feed, in seconds. */
const FEED_MAX_AGE_SECONDS = 300;

/** Resolves to a view as a feed in a format (`rss`, `atom`, `json`); undefined for any other format. */
export const feedResource = async (
  view: SiteView,
  format: string,
  site: SiteContext,
): Promise<Resource | undefined> => {
  if (!isFeedFormat(format)) return undefined;
  const { feed } = site.config();
  const { hub: _, ...withoutHub } = feed;
  // The hub is not notified of feeds of searches and filters, so these feeds name no hub.
  const settings = view.feed.path.includes('?') ? withoutHub : feed;
  const entries = await nameRelated(await entriesOf(view, site, 'announced'), site.store, site.config());
  return feedAnswer(format, withOlder(view.feed, entries, site), entries, settings);
};

/** Returns the answer with a feed's entries, in the order given. */
export const feedAnswer = (
  format: FeedFormat,
  view: FeedView,
  entries: readonly Entry[],
  settings: FeedSettings,
): Resource => ({
  ...file(FEED_CONTENT_TYPES[format], renderFeed(format, view, entries, settings), FEED_MAX_AGE_SECONDS),
  ...defined({ lastModified: latestOf(entries.map(({ updated }) => updated)) }),
  ...(settings.hub === undefined
    ? {}
    : { links: hubLinks(settings.hub, `${settings.url}${feedPath(view.path, format)}`) }),
});

/**
 * Returns a view with the link to older entries: an archive (RFC 5005 §4) for the merged feed, else a page of a month
 * (§3), which a static site does not have. A feed without entries has no link.
 */
const withOlder = (
  view: FeedView,
  entries: readonly Entry[],
  { now, isStatic = false }: SiteContext,
): FeedView => {
  const [newest] = entries;
  if (newest === undefined) return view;
  if (view.pagePath === '/') return { ...view, archive: { prev: archivePath(monthOf(now())) } };
  return isStatic ? view : { ...view, pages: { next: monthPath(view.path, monthOf(newest.published)) } };
};

const hubLinks = (hub: string, self: string) => [
  { rel: 'hub', href: hub },
  { rel: 'self', href: self },
];
