import { defined } from '../domain/defined.ts';
import type { FetchRequest } from '../domain/source/poll/fetch-request.ts';
import { ACCEPTED_ENCODINGS } from './decompress.ts';

type Headers = Readonly<Record<string, string>>;

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, ' +
  'application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5';

/** What every request of ours carries: no cookies, no referrer. */
export const ourHeaders = (version: string, contact: string): Headers => ({
  accept: ACCEPT,
  'accept-encoding': ACCEPTED_ENCODINGS,
  'user-agent': `Kawaraban/${version} (+${contact})`,
});

/** The headers of one request. The source's own may be secrets: they go to the origin they were written for alone. */
export const requestHeaders = (
  ours: Headers,
  { headers, userAgent, validators }: FetchRequest,
  isOwnOrigin: boolean,
): Headers => ({
  ...ours,
  ...defined({
    'user-agent': userAgent,
    'if-none-match': validators.etag,
    'if-modified-since': validators.lastModified,
  }),
  ...(isOwnOrigin
    ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    : {}),
});
