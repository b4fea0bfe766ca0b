import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Page = { readonly body: string | Uint8Array; readonly contentType?: string };

type SeenRequest = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly status: number;
};

export type OutletsServer = {
  readonly url: string;
  readonly pages: Map<string, Page>;
  readonly requests: SeenRequest[];
  readonly close: () => Promise<void>;
};

/** Serves documents by path on one loopback port, with ETag and 304. */
export const serveOutlets = async (pages: Iterable<readonly [string, Page]> = []): Promise<OutletsServer> => {
  const known = new Map(pages);
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').slice(1));
    const page = known.get(path);
    const etag = `"${createHash('sha1')
      .update(page?.body ?? '')
      .digest('hex')}"`;
    const status = page === undefined ? 404 : request.headers['if-none-match'] === etag ? 304 : 200;
    requests.push({ path, headers: request.headers, status });
    response.writeHead(status, {
      etag,
      ...(page?.contentType === undefined ? {} : { 'content-type': page.contentType }),
    });
    response.end(status === 200 ? page?.body : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    pages: known,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

export type FeedItem = {
  readonly title: string;
  readonly link: string;
  readonly guid?: string;
  readonly published?: Temporal.Instant;
  readonly description?: string;
};

/** Returns an RSS 2.0 document as an outlet writes it. */
export const rssOf = (title: string, items: readonly FeedItem[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>${escapeXml(title)}</title><link>https://outlet.example/</link>
${items.map(itemOf).join('\n')}
</channel></rss>
`;

const itemOf = ({ title, link, guid, published, description }: FeedItem): string =>
  [
    `<item><title>${escapeXml(title)}</title><link>${escapeXml(link)}</link>`,
    guid === undefined ? '' : `<guid isPermaLink="false">${escapeXml(guid)}</guid>`,
    published === undefined
      ? ''
      : `<pubDate>${new Date(published.epochMilliseconds).toUTCString()}</pubDate>`,
    description === undefined ? '' : `<description>${escapeXml(description)}</description>`,
    '</item>',
  ].join('');

const escapeXml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Returns an RSS document of `count` items, one item a minute up to now. */
export const freshNews = (name: string, count: number): string =>
  rssOf(
    name,
    Array.from({ length: count }, (_, item) => ({
      title: `架空電機、${name}で${item}号機を稼働`,
      link: `https://${name}.example/articles/${item}`,
      published: Temporal.Now.instant().subtract({ minutes: item + 1 }),
    })),
  );
