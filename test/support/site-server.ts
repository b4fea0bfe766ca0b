import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type SitePage = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

export type SiteServer = {
  readonly url: string;
  /** Paths of the requests, in order. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
};

/** Serves pages on loopback, by path and query, else 404. `{SITE}` in texts and headers is the site's address. */
export const serveSite = async (pages: Readonly<Record<string, SitePage>>): Promise<SiteServer> => {
  const asked: string[] = [];
  let url = '';
  const filled = (text: string): string => text.replaceAll('{SITE}', url);
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const { status = 200, headers = {}, body = '' } = pages[path] ?? { status: 404 };
    response.writeHead(
      status,
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value)])),
    );
    response.end(typeof body === 'string' ? filled(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
