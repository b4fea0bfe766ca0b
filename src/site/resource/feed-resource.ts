import type { FeedSettings } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { monthOf } from '../../domain/entry/archive-month.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import type { Resource } from '../../serve/ports.ts';
import { monthPath } from '../archive/create-view-months.ts';
import { archivePath } from '../archive/render-archive.ts';
import { entriesOf } from '../entries-of.ts';
import { feedPath } from '../feed/feed-path.ts';
import type { FeedFormat, FeedView } from '../feed/feed-view.ts';
import { FEED_CONTENT_TYPES, renderFeed } from '../feed/render-feed.ts';
import type { SiteRoom } from '../site-parts.ts';
import type { SiteView } from '../views.ts';

/** How long a reader may go without asking again; the poll hint of a feed. */
const FEED_MAX_AGE_SECONDS = 300;

/** A view as a feed. */
export const feedResource = async (view: SiteView, format: FeedFormat, site: SiteRoom): Promise<Resource> => {
  const { hub, ...bare } = site.config().feed;
  // Which searches and choices of readers a story changes nobody can say, so that no hub is told of them.
  const settings: FeedSettings = hub === undefined || view.feed.path.includes('?') ? bare : { ...bare, hub };
  const entries = await entriesOf(view, site);
  const newest = entries
    .map(({ updated }) => updated)
    .toSorted((a, b) => Temporal.Instant.compare(a, b))
    .at(-1);
  return {
    status: 200,
    contentType: FEED_CONTENT_TYPES[format],
    body: renderFeed(format, withOlder(view.feed, entries, site), entries, settings),
    maxAgeSeconds: FEED_MAX_AGE_SECONDS,
    page: false,
    ...defined({ lastModified: newest }),
    ...(settings.hub === undefined
      ? {}
      : { links: hubLinks(settings.hub, `${settings.url}${feedPath(view.feed.path, format)}`) }),
  };
};

/**
 * Everything that has left the merged feed stands in the archives of this month and of those before, what has left
 * another in its pages.
 */
const withOlder = (view: FeedView, entries: readonly Entry[], { now }: SiteRoom): FeedView => {
  const [newest] = entries;
  if (newest === undefined) return view;
  return view.pagePath === '/'
    ? { ...view, archive: { prev: archivePath(monthOf(now())) } }
    : { ...view, pages: { next: monthPath(view.path, monthOf(newest.published)) } };
};

const hubLinks = (hub: string, self: string) => [
  { rel: 'hub', href: hub },
  { rel: 'self', href: self },
];
