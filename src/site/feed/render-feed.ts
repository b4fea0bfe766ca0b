import { bounded } from '../../domain/bounded.ts';
import type { FeedSettings } from '../../domain/config.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import type { FeedFormat, FeedView } from './feed-view.ts';
import { contentOf, type DocumentParts, type FeedContent } from './make-feed.ts';
import { renderAtom } from './render-atom.ts';
import { renderJsonFeed } from './render-json-feed.ts';
import { renderRss } from './render-rss.ts';

/** Maximum number of cached items for each format. */
const ITEMS_KEPT = 1_000;

/**
 * Makes a function that writes feed documents and caches their items, because a poll changes few entries of a feed. An
 * item depends only on its entry and the address of the site.
 */
export const writeOnce = <Part>(write: (content: FeedContent) => DocumentParts<Part>) => {
  const kept = bounded<Entry, { readonly url: string; readonly item: Part }>(ITEMS_KEPT);
  return (view: FeedView, entries: readonly Entry[], settings: FeedSettings): DocumentParts<Part> => {
    const { url } = settings;
    const items = new Map<Entry, Part>();
    for (const entry of entries) {
      const known = kept.get(entry);
      if (known?.url === url) items.set(entry, known.item);
    }
    const missing = entries.filter((entry) => !items.has(entry));
    // The place of the items is known only in a document that has an item.
    const written = missing.length === 0 ? entries.slice(0, 1) : missing;
    const parts = write(contentOf(view, written, settings, entries));
    for (const [n, entry] of written.entries()) {
      const item = parts.items[n];
      if (item === undefined) throw new Error(`the entry ${entry.id} was not written`);
      items.set(entry, item);
      kept.set(entry, { url, item });
    }
    return { ...parts, items: entries.flatMap((entry) => items.get(entry) ?? []) };
  };
};

const writeXml = { rss: writeOnce(renderRss), atom: writeOnce(renderAtom) };
const writeJson = writeOnce(renderJsonFeed);

/**
 * Writes entries as RSS 2.0, Atom 1.0 (RFC 4287) or JSON Feed 1.1, in the order given. The document is valid XML or
 * JSON for every text of an entry.
 */
export const renderFeed = (
  format: FeedFormat,
  view: FeedView,
  entries: readonly Entry[],
  settings: FeedSettings,
): string => {
  if (format === 'json') {
    const { head, items, tail } = writeJson(view, entries, settings);
    return JSON.stringify({ ...head, items, ...tail }, undefined, 1);
  }
  const { head, items, tail } = writeXml[format](view, entries, settings);
  return [head, ...items, tail].join('');
};

/** The content type of a feed's answer (RFC 4287 §7, jsonfeed.org). */
export const FEED_CONTENT_TYPES = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json',
} as const;
