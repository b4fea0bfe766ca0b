import type { FeedFormat } from '../../../src/site/feed/feed-view.ts';
import { tokensIn } from './world.ts';

/** An entry as a reader reads it from a document. */
export type ReadEntry = {
  readonly guid: string;
  readonly link: string;
  readonly title: string;
  readonly published: string;
  /** Tokens of the items that the entry names. */
  readonly tokens: ReadonlySet<string>;
};

/** The keys by which readers identify an entry. */
export const KEYS: Readonly<Record<string, (entry: ReadEntry) => string>> = {
  // newsboat, Miniflux, FreshRSS and NetNewsWire use the guid of an entry with an id.
  guid: ({ guid }) => guid,
  'guid and link': ({ guid, link }) => `${guid} ${link}`,
  // newsboat, Miniflux, FreshRSS and NetNewsWire use these keys for an entry without an id, as do many programs with
  // feedparser.
  'link and date': ({ link, published }) => `${link} ${published}`,
  'title and link': ({ title, link }) => `${title} ${link}`,
};

/**
 * Returns the entries of a document. Regular expressions are enough, because another test checks that documents are
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
