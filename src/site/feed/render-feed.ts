import type { RenderFeed } from './feed-view.ts';
import { renderAtom } from './render-atom.ts';
import { renderJsonFeed } from './render-json-feed.ts';
import { renderRss } from './render-rss.ts';
import { type DocumentParts, writeOnce } from './write-once.ts';

const writeRss = writeOnce(renderRss);
const writeAtom = writeOnce(renderAtom);
const writeJson = writeOnce(renderJsonFeed);

/**
 * RSS 2.0, Atom 1.0 (RFC 4287) or JSON Feed 1.1 of a view's entries, in the order given. The document is
 * well-formed and holds every entry, whatever text an entry has. The same entries give the same bytes.
 */
export const renderFeed: RenderFeed = (format, view, entries, settings) => {
  switch (format) {
    case 'rss':
      return joined(writeRss(view, entries, settings));
    case 'atom':
      return joined(writeAtom(view, entries, settings));
    case 'json': {
      const { head, items, tail } = writeJson(view, entries, settings);
      return JSON.stringify({ ...head, items, ...tail }, undefined, 1);
    }
  }
};

const joined = ({ head, items, tail }: DocumentParts<string>): string => [head, ...items, tail].join('');

/** The content type of a feed's answer (RFC 4287 §7, jsonfeed.org). */
export const FEED_CONTENT_TYPES = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json',
} as const;
