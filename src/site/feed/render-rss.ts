import type { Item } from 'feed';
import type { FeedSettings } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { escapeHtml } from '../clean-text.ts';
import type { FeedEntry } from './feed-entry.ts';
import type { FeedView } from './feed-view.ts';
import { olderLinks } from './older-links.ts';
import { rfc3339 } from './rfc3339.ts';
import { skeleton } from './skeleton.ts';
import { createSlots, type Slots } from './slots.ts';
import { tagScheme } from './tag-scheme.ts';

const ROOT = `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">`;

const UPDATES_AN_HOUR = 4;

/** RSS 2.0 as its Profile advises (rssboard.org/rss-profile). */
export const renderRss = (view: FeedView, entries: readonly FeedEntry[], settings: FeedSettings): string => {
  const slots = createSlots();
  const feed = skeleton('rss', view, entries, settings, slots);
  feed.options.copyright = slots.elements(
    `${channelElements(entries)}${olderLinks(view, settings, 'atom:link')}`,
  );
  for (const entry of entries) feed.addItem(item(entry, settings, slots));
  return slots.fill(feed.rss2().replace(/<rss [^>]*>/, ROOT));
};

const channelElements = (entries: readonly FeedEntry[]): string => {
  const published = entries.map(({ publishedDate }) => publishedDate.getTime());
  const pubDate =
    published.length === 0 ? '' : `<pubDate>${new Date(Math.max(...published)).toUTCString()}</pubDate>`;
  return `${pubDate}<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>${UPDATES_AN_HOUR}</sy:updateFrequency>`;
};

const item = (entry: FeedEntry, settings: FeedSettings, slots: Slots): Item => ({
  title: slots.text(entry.title),
  id: entry.id,
  link: entry.link,
  date: entry.updatedDate,
  published: entry.publishedDate,
  // Readers take a description for HTML.
  ...defined({
    description: entry.summary === undefined ? undefined : slots.text(escapeHtml(entry.summary)),
  }),
  content: slots.html(entry.contentHtml),
  category: entry.tags.map((tag) => ({
    name: slots.text(tag.label),
    domain: slots.text(tagScheme(tag, settings)),
  })),
  extensions: [
    { name: 'dc:creator', objects: { _text: slots.text(entry.author) } },
    { name: 'dc:language', objects: { _text: entry.language } },
    { name: 'atom:updated', objects: { _text: rfc3339(entry.updatedDate) } },
    ...(entry.image === undefined
      ? []
      : [{ name: 'media:thumbnail', objects: { _attributes: { url: slots.text(entry.image) } } }]),
    {
      name: 'source',
      objects: { _attributes: { url: slots.text(entry.outlet.url) }, _text: slots.text(entry.outlet.name) },
    },
  ],
});
