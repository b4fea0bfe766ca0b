import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import type { LogFields } from '../../src/domain/log.ts';
import { createServer, type RunningServer } from '../../src/serve/create-server.ts';
import type { Resource } from '../../src/serve/ports.ts';
import { instant } from '../make.ts';

export const FEED: Resource = {
  status: 200,
  contentType: 'application/rss+xml; charset=utf-8',
  body: `<rss>${'日本のビジネス '.repeat(100)}</rss>`,
  lastModified: instant('2026-11-24T03:00:00.900Z'),
  maxAgeSeconds: 300,
  page: false,
  links: [
    { rel: 'hub', href: 'https://hub.example/' },
    { rel: 'self', href: 'https://kawaraban.example/feed.rss' },
  ],
};

export type RunningSite = RunningServer & {
  readonly paths: Map<string, Resource>;
  readonly logged: readonly (LogFields & { readonly event: string })[];
};

/** A server on a free port of loopback that answers from a map; what is under /broken fails. */
export const startSite = async (
  paths = new Map<string, Resource>([['/feed.rss', FEED]]),
  atHand: (path: string) => Resource | undefined = (path) => paths.get(path),
  { isSilent = false, ...place }: { host?: string; isSilent?: boolean } = {},
): Promise<RunningSite> => {
  const logged: (LogFields & { readonly event: string })[] = [];
  const note = (event: string, fields: LogFields = {}): void => {
    logged.push({ ...fields, event });
  };
  const server = await createServer({
    host: '127.0.0.1',
    port: 0,
    ...place,
    site: {
      atHand,
      resource: async (path, query) => {
        if (path === '/broken') throw new Error('the store is gone');
        if (isSilent) await Promise.withResolvers<never>().promise;
        return paths.get(query.size === 0 ? path : `${path}?${query.toString()}`);
      },
    },
    log: { debug: note, info: note, warn: note, error: note },
  });
  return { ...server, paths, logged };
};

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** One request as it is written, nothing added and nothing decoded. */
export const ask = (
  { port }: { readonly port: number },
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });
