import { Feed } from 'feed';
import type { FeedSettings } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { webAddress } from '../../domain/web-address.ts';
import { type FeedEntry, newestUpdate } from './feed-entry.ts';
import { feedPath } from './feed-path.ts';
import type { FeedFormat, FeedView } from './feed-view.ts';
import type { Slots } from './slots.ts';

/** A reader that comes more often than this learns nothing new. */
const TTL_MINUTES = 15;

const GENERATOR = 'Kawaraban';

/** Of a feed's own words where a view has no language; each entry states its own. */
export const FEED_LANGUAGE = 'en';

/** The addresses that a feed states of itself, always from `feed.url`, never from a request. */
export const addressesOf = (view: FeedView, format: FeedFormat, settings: FeedSettings) => ({
  self: ascii(`${settings.url}${feedPath(view.path, format)}`),
  page: ascii(`${settings.url}${view.pagePath}`),
  /** Names the feed (RFC 4287 §4.2.6): the same in every format, and after the site has moved. */
  id: ascii(`tag:${settings.authority}:${view.archive?.current ?? view.pages?.first ?? view.path}`),
  icon: ascii(`${settings.url}/icon.png`),
  favicon: ascii(`${settings.url}/favicon.ico`),
  ...defined({ hub: settings.hub === undefined ? undefined : ascii(settings.hub) }),
});

/** The document's frame by the `feed` library, made of tokens and checked values only. */
export const skeleton = (
  format: FeedFormat,
  view: FeedView,
  entries: readonly FeedEntry[],
  settings: FeedSettings,
  slots: Slots,
): Feed => {
  const { self, page, id, icon, favicon, hub } = addressesOf(view, format, settings);
  return new Feed({
    id,
    title: slots.text(view.title),
    description: slots.text(view.description),
    link: page,
    feed: self,
    ...defined({ hub }),
    image: icon,
    favicon,
    generator: GENERATOR,
    ttl: TTL_MINUTES,
    language: view.language ?? FEED_LANGUAGE,
    updated: newestUpdate(entries),
  });
};

/** The view's paths and `feed.url` are ours and right; this makes Japanese search words ASCII. */
const ascii = (address: string): string => webAddress(address) ?? encodeURI(address.toWellFormed());
