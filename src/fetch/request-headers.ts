import { defined } from '../domain/defined.ts';
import type { FetchRequest } from '../domain/source/poll/fetch-result.ts';
import { ACCEPTED_ENCODINGS } from './decompress.ts';

type Headers = Readonly<Record<string, string>>;

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, ' +
  'application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5';

/** Returns the headers that all requests share. A source may replace `Accept` and `User-Agent`. */
export const ourHeaders = (version: string, contact: string): Headers => ({
  accept: ACCEPT,
  'accept-encoding': ACCEPTED_ENCODINGS,
  'user-agent': `Kawaraban/${version} (+${contact})`,
});

/**
 * Returns the headers of one request. A source's own headers may be secrets, so they are left out after a redirect to
 * another origin.
 */
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
