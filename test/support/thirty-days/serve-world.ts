import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DAY_MS } from './moment.ts';
import { answerOf, type World } from './world.ts';

/** The moment at which an item was first listed, and whether it is backlog, which readers need not see. */
type Shown = { readonly atMs: number; readonly isBacklog: boolean };

export type WorldServer = {
  readonly urlOf: (source: string, endpoint: number) => string;
  /** Every item that a document listed, with the moment of its first listing. */
  readonly shown: ReadonlyMap<string, Shown>;
  readonly close: () => Promise<void>;
};

/** Resolves to a server of all outlets of a world on one loopback port, by the clock of the simulation. */
export const serveWorld = async ({ start, sources }: World, nowMs: () => number): Promise<WorldServer> => {
  const byId = new Map<string, World['sources'][number]>(sources.map((one) => [one.source.id, one]));
  const requests = new Map<string, number>();
  const shown = new Map<string, Shown>();
  /** Endpoints that have answered with a document; items after their first document are news. */
  const begun = new Set<string>();

  const server = createServer((request, response) => {
    const [, id = '', endpoint = ''] = (request.url ?? '').split('/');
    const source = byId.get(id);
    if (source === undefined) {
      response.writeHead(404).end();
      return;
    }
    const nth = (requests.get(id) ?? 0) + 1;
    requests.set(id, nth);
    const ms = nowMs();
    const day = Math.floor((ms - start.epochMilliseconds) / DAY_MS);
    const { status, body, listed } = answerOf(source, Number(endpoint), { ms, day, nth });
    const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
    if (status !== 200 || request.headers['if-none-match'] === etag) {
      response.writeHead(status === 200 ? 304 : status, { etag }).end();
      return;
    }
    const isFirst = !begun.has(`${id}/${endpoint}`);
    begun.add(`${id}/${endpoint}`);
    for (const { token, published } of listed) {
      const isOld = published === undefined || published.epochMilliseconds < ms - DAY_MS;
      if (!shown.has(token)) shown.set(token, { atMs: ms, isBacklog: isFirst && isOld });
    }
    response.writeHead(200, { etag, 'content-type': 'application/rss+xml' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (source, endpoint) => `http://127.0.0.1:${port}/${source}/${endpoint}`,
    shown,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
