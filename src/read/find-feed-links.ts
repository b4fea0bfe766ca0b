import { Parser } from 'htmlparser2';
import type { FeedLink, PageLinks } from '../sources/ports.ts';
import { decode } from './decode.ts';
import { plainText } from './plain-text.ts';

const FEED_TYPE = /^\s*(application\/(rss|atom|rdf|feed)\+(xml|json)|(application|text)\/xml)\s*(;|$)/i;

/** The media type of JSON Feed 1.0, which documents of other kinds have, too. */
const JSON_TYPE = /^\s*application\/json\s*(;|$)/i;

const LOOKS_LIKE_A_FEED =
  /(^|[/._-])(rss|atom|rdf|feeds?)([/._-]|\d|$)|\.(rss|rdf|atom)$|[?&](feed|format|output)=(rss|atom|rdf|feed)/i;

const NAMES_A_FEED = /^\s*((RSS|Atom|feed)\b|フィード)/i;

/** Maximum number of feeds of each kind, declared or linked, that are taken from a page. */
const MAX_LINKS = 50;

/** Number of characters of a page after which reading ends. */
const MAX_PAGE_LENGTH = 1_000_000;

/** Length of the pieces in which a page is read, in characters. */
const PIECE_LENGTH = 10_000;

/** Number of open tags above which no further piece is read, because the parser's time grows with their number. */
const MAX_OPEN_TAGS = 1_000;

/**
 * Finds the feeds that a page declares or links to, at most `MAX_LINKS` of each kind. Addresses are absolute and unique.
 */
export const findFeedLinks = (
  bytes: Uint8Array,
  options: { readonly url: string; readonly contentType?: string },
): PageLinks => {
  const { text } = decode(bytes, options.contentType);
  const declared = new Map<string, FeedLink>();
  const linked = new Map<string, FeedLink>();
  let base = options.url;
  let title: string | undefined;
  let siteName: string | undefined;
  let titleText: string | undefined;
  let anchor: { readonly url: URL | null; words: string } | undefined;
  let openTags = 0;

  const addressOf = (href: string): URL | null => URL.parse(href.trim(), base);

  const add = (links: Map<string, FeedLink>, url: URL | null, words: string | undefined): void => {
    if (url === null || !/^https?:$/.test(url.protocol) || links.size >= MAX_LINKS) return;
    url.hash = '';
    const name = plainText(words ?? '');
    if (!links.has(url.href)) links.set(url.href, { url: url.href, ...(name === '' ? {} : { title: name }) });
  };

  const parser = new Parser(
    {
      onopentag: (tag, { rel = '', type = '', href, property, name, content, ...rest }) => {
        openTags += 1;
        if (tag === 'base' && href !== undefined) base = URL.parse(href, options.url)?.href ?? base;
        if (tag === 'title' && title === undefined) titleText = '';
        if (tag === 'meta' && (property ?? name) === 'og:site_name') siteName ??= plainText(content ?? '');
        if (
          tag === 'link' &&
          href !== undefined &&
          /\b(alternate|feed)\b/i.test(rel) &&
          isFeed(type, rel, href)
        ) {
          add(declared, addressOf(href), rest.title);
        }
        if (tag === 'a' && href !== undefined) anchor = { url: addressOf(href), words: '' };
      },
      ontext: (words) => {
        if (titleText !== undefined) titleText += words;
        if (anchor !== undefined) anchor.words += words;
      },
      onclosetag: (tag) => {
        openTags -= 1;
        if (tag === 'title' && titleText !== undefined) {
          title = plainText(titleText);
          titleText = undefined;
        }
        if (tag !== 'a' || anchor === undefined) return;
        const { url, words } = anchor;
        anchor = undefined;
        const path = url === null ? '' : url.pathname + url.search;
        if (LOOKS_LIKE_A_FEED.test(path) || NAMES_A_FEED.test(words)) add(linked, url, words);
      },
    },
    { decodeEntities: true },
  );
  const length = Math.min(text.length, MAX_PAGE_LENGTH);
  for (let at = 0; at < length && openTags <= MAX_OPEN_TAGS; at += PIECE_LENGTH)
    parser.write(text.slice(at, Math.min(length, at + PIECE_LENGTH)));
  parser.end();
  for (const url of declared.keys()) linked.delete(url);
  return {
    ...(title ? { title } : {}),
    ...(siteName ? { siteName } : {}),
    declared: [...declared.values()],
    linked: [...linked.values()],
  };
};

const isFeed = (type: string, rel: string, href: string): boolean =>
  FEED_TYPE.test(type) ||
  (JSON_TYPE.test(type) && LOOKS_LIKE_A_FEED.test(href)) ||
  (type === '' && /\bfeed\b/i.test(rel));
