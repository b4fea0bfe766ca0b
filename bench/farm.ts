import { fork } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { farmFeed } from './farm-feed.ts';

/**
 * A farm of N feeds, each on an origin of its own (127.x.y.z, one port), in its own process: validators, 304, gzip that
 * is made beforehand, latency. `openFarm` starts it; the process that `openFarm` forks runs the part below.
 */
export type Farm = {
  readonly urls: readonly string[];
  /** Puts one to three new items on top of this share of the feeds. */
  readonly mutate: (share: number) => Promise<void>;
  readonly close: () => void;
};

type Order =
  | { readonly kind: 'open'; readonly feeds: number; readonly latencyMs: number }
  | { readonly kind: 'mutate'; readonly share: number };

type Report = { readonly port: number };

/** Starts a farm; `latencyMs` is the longest of the waits before an answer, a tenth of it the shortest. */
export const openFarm = async (feeds: number, latencyMs = 0): Promise<Farm> => {
  const child = fork(import.meta.filename);
  const tell = (order: Order): Promise<Report> =>
    new Promise((resolve, reject) => {
      child.once('message', (report: Report) => resolve(report));
      child.once('error', reject);
      child.send(order);
    });
  const { port } = await tell({ kind: 'open', feeds, latencyMs });
  return {
    urls: Array.from({ length: feeds }, (_, feed) => `http://${hostOf(feed)}:${port}/feed.xml`),
    mutate: async (share) => {
      await tell({ kind: 'mutate', share });
    },
    close: () => child.disconnect(),
  };
};

/** 127.1.0.0 and on: a loopback address for each feed. */
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

const NEWEST_MS = Date.parse('2026-11-24T00:00:00Z');

const makeDocument = (feed: number, extra: number): Document => {
  const body = Buffer.from(farmFeed(feed, extra, NEWEST_MS));
  const modified = new Date(NEWEST_MS + extra * 3_600_000).toUTCString();
  return { body, gzip: gzipSync(body, { level: 6 }), etag: `"${feed}-${extra}"`, modified };
};

const serve =
  (documents: Document[], latencyMs: number) => (request: IncomingMessage, response: ServerResponse) => {
    const feed = feedOf(request.headers.host);
    const document = documents[feed];
    const reply = () => {
      if (document === undefined) response.writeHead(404).end();
      else answer(request, response, document);
    };
    // The same feed is always as slow; feeds differ from a tenth of the longest wait to the whole.
    if (latencyMs === 0) reply();
    else setTimeout(reply, latencyMs * (0.1 + (0.9 * ((feed * 37) % 100)) / 100));
  };

const answer = (
  { headers }: IncomingMessage,
  response: ServerResponse,
  { body, gzip, etag, modified }: Document,
) => {
  const validators = { ETag: etag, 'Last-Modified': modified };
  if (headers['if-none-match'] === etag) response.writeHead(304, validators).end();
  else if (/gzip/.test(headers['accept-encoding']?.toString() ?? '')) {
    response
      .writeHead(200, {
        ...validators,
        'Content-Type': 'application/xml',
        'Content-Encoding': 'gzip',
        'Content-Length': gzip.length,
      })
      .end(gzip);
  } else {
    response
      .writeHead(200, { ...validators, 'Content-Type': 'application/xml', 'Content-Length': body.length })
      .end(body);
  }
};

const runFarm = (): void => {
  const documents: Document[] = [];
  const extras: number[] = [];
  process.on('message', (order: Order) => {
    if (order.kind === 'open') {
      for (let feed = 0; feed < order.feeds; feed += 1) documents.push(makeDocument(feed, 0));
      const server = createServer(serve(documents, order.latencyMs)).listen(0, '0.0.0.0', 4096, () => {
        const address = server.address();
        process.send?.({ port: address !== null && typeof address === 'object' ? address.port : 0 });
      });
      return;
    }
    const step = Math.round(1 / order.share);
    for (let feed = 0; feed < documents.length; feed += step) {
      extras[feed] = (extras[feed] ?? 0) + 1 + (feed % 3);
      documents[feed] = makeDocument(feed, extras[feed] ?? 0);
    }
    process.send?.({ port: 0 });
  });
  process.on('disconnect', () => process.exit(0));
};

if (process.argv[1] === import.meta.filename) runFarm();
