import type { FeedFormat } from '../../../src/site/feed/feed-view.ts';
import { tokensIn } from './world.ts';

/** An entry as a reader takes it from a document. */
export type ReadEntry = {
  readonly guid: string;
  readonly link: string;
  readonly title: string;
  readonly published: string;
  /** Items that it names, the lead's first. */
  readonly tokens: ReadonlySet<string>;
};

/** What readers tell one entry from another by. */
export const KEYS: Readonly<Record<string, (entry: ReadEntry) => string>> = {
  // newsboat, Miniflux, FreshRSS and NetNewsWire, where an entry has an id.
  guid: ({ guid }) => guid,
  'guid and link': ({ guid, link }) => `${guid} ${link}`,
  // What they fall back on, and what programs with feedparser often do.
  'link and date': ({ link, published }) => `${link} ${published}`,
  'title and link': ({ title, link }) => `${title} ${link}`,
};

/**
 * Returns the entries of a document; regular expressions do, since it is a test of its own that documents are
 * well-formed.
 */
export const readEntries = (format: FeedFormat, body: string): readonly ReadEntry[] => {
  if (format === 'json') return (JSON.parse(body) as { items: JsonItem[] }).items.map(fromJson);
  const chunks =
    body.match(format === 'rss' ? /<item>[\s\S]*?<\/item>/g : /<entry[ >][\s\S]*?<\/entry>/g) ?? [];
  return chunks.map((chunk) => ({
    guid: within(chunk, /<(?:guid|id)\b[^>]*>([^<]*)</),
    link: within(chunk, format === 'rss' ? /<link>([^<]*)</ : /<link rel="alternate"[^>]* href="([^"]*)"/),
    title: within(chunk, /<title\b[^>]*>([\s\S]*?)<\/title>/),
    published: within(chunk, /<(?:pubDate|published)>([^<]*)</),
    tokens: tokensIn(chunk),
  }));
};

type JsonItem = { id: string; url: string; title: string; date_published: string };

const fromJson = (item: JsonItem): ReadEntry => ({
  guid: item.id,
  link: item.url,
  title: item.title,
  published: item.date_published,
  tokens: tokensIn(JSON.stringify(item)),
});

const within = (chunk: string, pattern: RegExp): string => {
  const [, found] = pattern.exec(chunk) ?? [];
  if (found === undefined) throw new Error(`an entry without ${pattern}: ${chunk.slice(0, 300)}`);
  return found;
};
