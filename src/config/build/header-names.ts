const HEADER_NAME_ERROR =
  'is not the name of a request header; write letters, digits and -, such as Authorization';

/** Headers that the fetcher alone decides on; the value says what to do instead. */
const RESERVED_HEADERS: Readonly<Record<string, string>> = {
  'user-agent': 'write userAgent: on the source',
  cookie: 'Kawaraban sends no cookies; use a token in another header',
  referer: 'Kawaraban sends no referrer; take it out',
};
const FETCHER_HEADERS =
  /^(host|connection|content-length|transfer-encoding|accept-encoding|te|upgrade|if-none-match|if-modified-since|expect|trailer|keep-alive|proxy-.*)$/;

/** What is wrong with a header's name, if anything. */
export const headerProblem = (name: string): string | undefined => {
  const key = name.toLowerCase();
  if (!/^[a-z0-9-]{1,64}$/.test(key)) return HEADER_NAME_ERROR;
  if (Object.hasOwn(RESERVED_HEADERS, key)) return `cannot be set here; ${RESERVED_HEADERS[key]}`;
  return FETCHER_HEADERS.test(key) ? 'is set by Kawaraban itself; take it out' : undefined;
};
