import type { FailureKind } from '../failure.ts';

const ADVICE: Readonly<Record<FailureKind, string>> = {
  dns: 'The name server gives no address for this host: if other hosts resolve, wait a day, then look for the new URL.',
  refused: 'The server is unreachable or refuses connections: wait a day, then look for another endpoint.',
  reset:
    'The connection fails or ends early: if this continues, the server may refuse this machine or its User-Agent; try `userAgent`.',
  tls: 'No secure connection is possible, perhaps because a certificate has expired: check this machine’s clock, then look for a new URL.',
  timeout:
    'The server answers too slowly or not at all: wait, raise `fetch.timeout`, or add a second endpoint.',
  'too-large':
    'The document is larger than `fetch.maxBytes`: raise this limit, to 64MB at most, if the feed is really that large.',
  truncated:
    'The answer ends early: wait; if this continues, report it to the outlet or add a second endpoint.',
  'bad-encoding': 'The answer cannot be decompressed: wait; if this continues, report it to the outlet.',
  'bad-answer':
    'The answer is not valid HTTP, or does not fit the request: open the URL in a browser, or add a second endpoint.',
  'bad-url': 'Write a complete URL that begins with http:// or https://.',
  'redirect-loop':
    'The redirects form a loop: open the URL in a browser and write the URL at which the browser arrives.',
  'too-many-redirects':
    'The URL redirects too often: open it in a browser and write the URL at which the browser arrives.',
  'insecure-redirect':
    'The URL redirects from https to http: write another URL, or the http URL if you trust the network.',
  'private-address':
    'The host has no public address: set `fetch.allowPrivateAddresses` to true if this is intended.',
  'port-not-allowed': 'The port is not in `fetch.ports`: add the port if it is intended.',
  blocked:
    'The server refuses the requests: ask the outlet, set `userAgent` or `headers`, or use another endpoint.',
  'rate-limited': 'The server is asked too often: set `every` to a longer interval.',
  unavailable:
    'The server cannot answer at the moment, for example because of overload or maintenance: wait.',
  gone: 'The feed has ended (410), and is not asked again after a second 410: write the new URL, or remove the source.',
  'not-found': 'The server has no feed at this URL: look for the new URL on the outlet’s site.',
  'http-error': 'The server reports an error: wait; if this continues, open the URL in a browser.',
  empty: 'The answer is empty: wait; if this continues, look for another endpoint.',
  'html-page':
    'This is a web page: if this continues, look on the outlet’s site for the feed, and write the feed’s URL instead.',
  'not-a-feed':
    'This is not a feed: open the URL in a browser, look for the feed there, and use the feed’s URL instead.',
  'too-deep':
    'The document is nested too deeply for a feed: open the URL in a browser, and look for the feed there.',
  'too-slow':
    'The document takes too long to read: open the URL in a browser, and check whether it is a feed.',
  unfinished:
    'The poll was not finished: if this repeats and the log names no cause, disable the source; its document may need too much memory.',
  stopped: 'The poll was stopped on this machine: nothing needs to be done.',
};

export const adviceFor = (failure: FailureKind): string => ADVICE[failure];
