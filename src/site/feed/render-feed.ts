import { feedEntry } from './feed-entry.ts';
import type { RenderFeed } from './feed-view.ts';
import { renderAtom } from './render-atom.ts';
import { renderJsonFeed } from './render-json-feed.ts';
import { renderRss } from './render-rss.ts';

/**
 * RSS 2.0, Atom 1.0 (RFC 4287) or JSON Feed 1.1 of a view's entries, in the order given. The document is
 * well-formed and holds every entry, whatever text an entry has. The same entries give the same bytes.
 */
export const renderFeed: RenderFeed = (format, view, entries, settings) => {
  const content = { view, entries: entries.map((entry) => feedEntry(entry, settings)), settings };
  switch (format) {
    case 'rss':
      return renderRss(content);
    case 'atom': {
      const { head, items, tail } = renderAtom(content);
      return `${head}${items}${tail}`;
    }
    case 'json':
      return renderJsonFeed(content);
  }
};

/** The content type of a feed's answer (RFC 4287 §7, jsonfeed.org). */
export const FEED_CONTENT_TYPES = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json',
} as const;
