import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rssOf } from './outlets-server.ts';
import type { SourceLine } from './product.ts';

/** Outlets that publish on request, and count the requests that they get. */
export type ScriptedOutlets = {
  readonly sources: readonly SourceLine[];
  /** Adds one item to these sources, or to all sources. */
  readonly publish: (some?: readonly number[]) => void;
  /** Returns the titles of all published items, sorted. */
  readonly titles: () => readonly string[];
  /** Returns the number of requests for each source. */
  readonly asked: () => readonly number[];
  /** Returns the gaps between the beginnings of two successive requests for a source, in milliseconds. */
  readonly gapsMs: () => readonly number[];
  /** Returns the number of requests that wait for their answers. */
  readonly asking: () => number;
  /** Returns the maximum number of requests that were open on one host at one time. */
  readonly mostAtATime: () => number;
  /** Delays the answers to all requests from now on, until `release`. */
  readonly hold: () => void;
  readonly release: () => void;
  readonly close: () => Promise<void>;
};

/** Time of an answer, in milliseconds. */
const ANSWER_MS = 20;

/** Maximum number of items in a feed document: the newest. */
const ITEMS_LISTED = 20;

/** Maximum number of items that an outlet publishes. */
const MOST_ITEMS = 1000;

/** Returns the title of an item. All items are instalments of one series: no two of them are ever folded. */
export const titleOf = (source: number, version: number): string =>
  `第${source * MOST_ITEMS + version + 1}回の知らせ、架空市場で公表`;

/** Starts hosts on loopback, each on a port of its own, with sources that have published one item. */
export const serveScripted = async (hosts: number, sourcesAHost: number): Promise<ScriptedOutlets> => {
  const asked = Array.from({ length: hosts * sourcesAHost }, () => 0);
  const askedAtMs = asked.map(() => Number.NaN);
  const gapsMs: number[] = [];
  const published = asked.map(() => [Temporal.Now.instant()]);
  let holding = Promise.withResolvers<void>();
  holding.resolve();
  let asking = 0;
  let most = 0;

  const open = async (): Promise<Server> => {
    let open = 0;
    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const source = Number(request.url?.slice(1));
      asked[source] = (asked[source] ?? 0) + 1;
      const nowMs = performance.now();
      const gapMs = nowMs - (askedAtMs[source] ?? Number.NaN);
      if (!Number.isNaN(gapMs)) gapsMs.push(gapMs);
      askedAtMs[source] = nowMs;
      open += 1;
      asking += 1;
      most = Math.max(most, open);
      response.once('close', () => {
        open -= 1;
        asking -= 1;
      });
      const items = (published[source] ?? [])
        .map((at, version) => ({
          title: titleOf(source, version),
          link: `https://outlet-${source}.example/articles/${1000 + version}`,
          published: at,
        }))
        .slice(-ITEMS_LISTED);
      await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
      await holding.promise;
      response.end(rssOf(`Outlet ${source}`, items));
    };
    const server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return server;
  };
  const servers = await Promise.all(Array.from({ length: hosts }, open));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  return {
    sources: asked.map((_, source) => ({
      id: `s-${source}`,
      url: `http://127.0.0.1:${ports[source % hosts]}/${source}`,
    })),
    publish: (some = published.keys().toArray()) => {
      for (const source of some) published[source]?.push(Temporal.Now.instant());
    },
    titles: () =>
      published.flatMap((items, source) => items.map((_, version) => titleOf(source, version))).toSorted(),
    asked: () => [...asked],
    gapsMs: () => [...gapsMs],
    asking: () => asking,
    mostAtATime: () => most,
    hold: () => {
      holding = Promise.withResolvers();
    },
    release: () => holding.resolve(),
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
};
