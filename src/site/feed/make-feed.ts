import { Feed, type Item } from 'feed';
import type { FeedSettings } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import { webAddress } from '../../domain/web-address.ts';
import { escapeXml } from '../clean-text.ts';
import { FAVICON_PATH } from '../page/static-files.ts';
import { type FeedEntry, feedEntry, newestDate } from './feed-entry.ts';
import { type FeedFormat, type FeedView, feedPath } from './feed-view.ts';

export type FeedContent = {
  readonly view: FeedView;
  /** The entries to write, which may be only some entries of the feed. */
  readonly entries: readonly FeedEntry[];
  readonly settings: FeedSettings;
  /** Moment of the latest change of an entry in the feed; the Unix epoch if the feed has no entry. */
  readonly updated: Date;
  /** The date of the newest entry of the feed; absent if the feed has no entry. */
  readonly published?: Date;
};

/** A document in three parts: what comes before its items, the items, and what comes after them. */
export type DocumentParts<Part> = {
  readonly head: Part;
  readonly items: readonly Part[];
  readonly tail: Part;
};

/** Returns the content of a feed with the entries `all`, of which only `written` will be written. */
export const contentOf = (
  view: FeedView,
  written: readonly Entry[],
  settings: FeedSettings,
  all: readonly Entry[],
): FeedContent => ({
  view,
  entries: written.map((entry) => feedEntry(entry, settings)),
  settings,
  updated: newestDate(all.map(({ updated }) => updated)),
  ...(all.length === 0 ? {} : { published: newestDate(all.map(({ published }) => published)) }),
});

/** Time for which clients may cache a feed (`ttl` of RSS), in minutes. */
const TTL_MINUTES = 15;

const GENERATOR = 'Kawaraban';

/** The language of a feed's title and description if its view has none; each entry states its own language. */
export const FEED_LANGUAGE = 'en';

/** Returns the addresses and the id that a feed states. Their host comes from the config, never from a request. */
export const addressesOf = ({ view, settings }: FeedContent, format: FeedFormat) => ({
  self: ascii(`${settings.url}${feedPath(view.path, format)}`),
  page: ascii(`${settings.url}${view.pagePath}`),
  /** The id of the feed, which only Atom states (RFC 4287 §4.2.6). It stays the same after a move of the site. */
  id: ascii(`tag:${settings.authority}:${view.archive?.current ?? view.pages?.first ?? view.path}`),
  icon: ascii(`${settings.url}/icon.png`),
  favicon: ascii(`${settings.url}${FAVICON_PATH}`),
  ...defined({ hub: settings.hub === undefined ? undefined : ascii(settings.hub) }),
});

const ascii = (address: string): string => webAddress(address) ?? encodeURI(address.toWellFormed());

type Dialect = {
  readonly format: FeedFormat;
  /** Makes plain text valid in this format, because the library does not escape every text. */
  readonly text: (text: string) => string;
  readonly html: (html: string) => string;
  readonly more: (entry: FeedEntry) => Partial<Item>;
};

/** Returns a feed of the `feed` library, with an item for each entry. */
export const makeFeed = (content: FeedContent, { format, text, html, more }: Dialect): Feed => {
  const { view, entries, settings, updated } = content;
  const { self, page, id, icon, favicon, hub } = addressesOf(content, format);
  const feed = new Feed({
    id,
    title: text(view.title),
    description: text(view.description),
    author: { name: text(settings.title), link: settings.url },
    link: page,
    feed: self,
    ...defined({ hub }),
    image: icon,
    favicon,
    generator: GENERATOR,
    ttl: TTL_MINUTES,
    language: view.language ?? FEED_LANGUAGE,
    updated,
  });
  for (const entry of entries) {
    const { title, id: entryId, link, updatedDate, publishedDate, summary, contentHtml, tags } = entry;
    feed.addItem({
      title: text(title),
      id: entryId,
      link,
      date: updatedDate,
      published: publishedDate,
      ...defined({ description: summary === undefined ? undefined : text(summary) }),
      content: html(contentHtml),
      category: tags.map((tag) => {
        const name = text(tag.label);
        // RFC 4287 §4.2.2.2.
        const scheme = `${settings.url}/${tag.kind === 'company' ? 'companies' : 'topics'}/`;
        return { name, term: name, scheme, domain: text(scheme) };
      }),
      ...more(entry),
    });
  }
  return feed;
};

/** Returns the link elements between a feed and its archives (RFC 5005 §4) or pages (§3); empty if a view has none. */
export const olderLinks = (
  { archive, pages }: FeedView,
  settings: FeedSettings,
  element: 'link' | 'atom:link',
): string => {
  const link = (rel: string, path: string | undefined): string =>
    path === undefined
      ? ''
      : `<${element} rel="${rel}" type="application/atom+xml" href="${escapeXml(`${settings.url}${feedPath(path, 'atom')}`)}"/>`;
  return [
    link('current', archive?.current),
    link('prev-archive', archive?.prev),
    link('next-archive', archive?.next),
    link('first', pages?.first),
    link('next', pages?.next),
  ].join('');
};
