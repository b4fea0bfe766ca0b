import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type FarmItem, farmFeed, languageOf, readHeadlines } from './farm-feed.ts';

/**
 * A server of feeds of real headlines, each feed with 20 to 50 items and an address of its own (127.x.y.z, one port).
 * `openFarm` starts it as a process, which runs the lower part of this file.
 */
export type Farm = {
  readonly urls: readonly string[];
  /**
   * Adds one to three new items at the top of some feeds: about this share of all feeds (0.01 is one of a hundred), but
   * at least one feed.
   */
  readonly mutate: (share: number) => Promise<void>;
  readonly close: () => void;
};

export const openFarm = async (feeds: number): Promise<Farm> => {
  const child = fork(import.meta.filename, [String(feeds)]);
  const [port] = await once(child, 'message');
  return {
    urls: Array.from({ length: feeds }, (_, feed) => `http://${hostOf(feed)}:${port}/feed.xml`),
    mutate: async (share) => {
      child.send(share);
      await once(child, 'message');
    },
    close: () => child.disconnect(),
  };
};

/** Returns the loopback address of a feed, from 127.1.0.0 on. */
const hostOf = (feed: number): string => `127.${1 + (feed >> 16)}.${(feed >> 8) & 255}.${feed & 255}`;

const feedOf = (host = ''): number => {
  const [, high = 0, middle = 0, low = 0] = host.split(/[.:]/).map(Number);
  return ((high - 1) << 16) | (middle << 8) | low;
};

type Document = {
  readonly body: Buffer;
  readonly gzip: Buffer;
  readonly etag: string;
  readonly modified: string;
};

const HOUR_MS = 3_600_000;

/**
 * After the last headline of a language, the first is used again. Each new round of headlines has dates older by this
 * time, in milliseconds.
 */
const ROUND_MS = 96 * HOUR_MS;

const createNews = () => {
  const headlines = { ja: readHeadlines('ja'), en: readHeadlines('en') };
  const taken = { ja: 0, en: 0 };
  let number = 0;
  return (feed: number, dateMs: number): FarmItem => {
    const language = languageOf(feed);
    const nth = taken[language]++;
    const headline = headlines[language][nth % headlines[language].length];
    if (headline === undefined) throw new Error('../shared holds no headlines');
    const round = Math.floor(nth / headlines[language].length);
    return { ...headline, number: number++, date: new Date(dateMs - round * ROUND_MS) };
  };
};

const makeDocument = (feed: number, items: readonly FarmItem[], revision: number): Document => {
  const body = Buffer.from(farmFeed(feed, items));
  const modified = new Date(Date.now() - HOUR_MS + revision * 1000).toUTCString();
  return { body, gzip: gzipSync(body, { level: 6 }), etag: `"${feed}-${revision}"`, modified };
};

const serve = (documents: readonly Document[]) => (request: IncomingMessage, response: ServerResponse) => {
  const document = documents[feedOf(request.headers.host)];
  if (document === undefined) response.writeHead(404).end();
  else answer(request, response, document);
};

const answer = (
  { headers }: IncomingMessage,
  response: ServerResponse,
  { body, gzip, etag, modified }: Document,
) => {
  const validators = { ETag: etag, 'Last-Modified': modified };
  if (headers['if-none-match'] === etag) {
    response.writeHead(304, validators).end();
    return;
  }
  const isPacked = /gzip/.test(headers['accept-encoding']?.toString() ?? '');
  if (isPacked) response.setHeader('Content-Encoding', 'gzip');
  const sent = isPacked ? gzip : body;
  response
    .writeHead(200, { ...validators, 'Content-Type': 'application/xml', 'Content-Length': sent.length })
    .end(sent);
};

/**
 * Serves `count` feeds, and sends the port to the parent process. A message from the parent is a share, such as 0.01.
 * This share of the feeds gets new items, and then an answer is sent.
 */
const runFarm = (count: number): void => {
  const next = createNews();
  const startMs = Date.now();
  const feeds = Array.from({ length: count }, (_, feed) =>
    Array.from({ length: 20 + ((feed * 7) % 31) }, (_, nth) => next(feed, startMs - nth * HOUR_MS)),
  );
  const documents = feeds.map((items, feed) => makeDocument(feed, items, 0));
  const server = createServer(serve(documents)).listen(0, '0.0.0.0', 4096, () =>
    process.send?.((server.address() as AddressInfo).port),
  );
  // A server cannot listen on all loopback addresses alone, so connections from elsewhere are closed.
  server.on('connection', (socket) => {
    if (!socket.remoteAddress?.startsWith('127.')) socket.destroy();
  });
  let revision = 0;
  process.on('message', (share: number) => {
    revision += 1;
    const step = Math.round(1 / share);
    for (let feed = revision % Math.min(step, documents.length); feed < documents.length; feed += step) {
      const fresh = Array.from({ length: 1 + (feed % 3) }, () => next(feed, Date.now()));
      const items = [...fresh, ...(feeds[feed] ?? [])].slice(0, feeds[feed]?.length);
      feeds[feed] = items;
      documents[feed] = makeDocument(feed, items, revision);
    }
    process.send?.('changed');
  });
  process.on('disconnect', () => process.exit(0));
};

if (import.meta.main) runFarm(Number(process.argv[2]));
