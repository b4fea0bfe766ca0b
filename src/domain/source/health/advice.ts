import type { FailureKind } from '../failure.ts';

const ADVICE: Readonly<Record<FailureKind, string>> = {
  dns: 'The name server gives no address for this host: check the URL and the name server, wait a day, then look for the new URL.',
  refused: 'The server is unreachable or refuses connections: wait a day, then look for another endpoint.',
  reset:
    'The connection fails or ends early: if this continues, the server may refuse this machine or its User-Agent; try `userAgent`.',
  tls: 'No secure connection is possible: check this machine’s clock, wait a day, then look for another URL.',
  untrusted:
    'If you trust the authority, name its certificate file in NODE_EXTRA_CA_CERTS and restart the daemon; else look for another URL.',
  'no-tls': 'Write http:// instead of https:// if you trust the network, or look for another URL.',
  timeout:
    'The server answers too slowly or not at all: wait, raise `fetch.timeout`, or look for another endpoint.',
  'too-large':
    'The document is larger than `fetch.maxBytes`: raise this limit, to 64MB at most, if the feed is really that large.',
  truncated:
    'The answer ends early: wait; if this continues, report it to the outlet or look for another endpoint.',
  'bad-encoding': 'The answer cannot be decompressed: wait; if this continues, report it to the outlet.',
  'bad-answer':
    'The answer cannot be used: open the URL in a browser to see whether the feed has moved, or look for another endpoint.',
  'bad-url': 'Write a valid URL that begins with http:// or https://.',
  'redirect-loop':
    'The redirects form a loop: write the URL at which a browser arrives; if it is the same URL or none, look for another endpoint.',
  'too-many-redirects':
    'The URL redirects too often: write the URL at which a browser arrives; if it arrives at none, look for another endpoint.',
  'insecure-redirect':
    'The URL redirects from https to http: write another URL, or the one at which a browser arrives if you trust the network.',
  'private-address':
    'The host has no public address: set `fetch.allowPrivateAddresses` to true if this is intended.',
  'port-not-allowed': 'The port is not in `fetch.ports`: add the port if it is intended.',
  blocked:
    'The server refuses the requests: ask the outlet, set `userAgent` or `headers`, or use another endpoint.',
  'rate-limited': 'The server is asked too often: set `every` to a longer interval.',
  unavailable:
    'The server cannot answer at the moment (503): wait; if this continues, look for another endpoint.',
  gone: 'The feed has ended; a second 410 ends the requests: write the new URL, or remove the endpoint (or the source if it has no other).',
  'not-found': 'The server has no feed at this URL: look for the new URL on the outlet’s site.',
  'http-error': 'The server reports an error: wait; if this continues, open the URL in a browser.',
  empty: 'The answer is empty: wait; if this continues, look for another endpoint.',
  'html-page':
    'The document is a web page: if this continues, look on the outlet’s site for the feed, and write the feed’s URL instead.',
  'not-a-feed':
    'The document cannot be read as a feed: if this continues, open it in a browser, and look for the right URL on the outlet’s site.',
  'too-slow':
    'Parsing the document takes too much processor time: if this continues, look for another endpoint.',
  unfinished:
    'The document was not taken in, maybe for lack of memory: if this repeats and the log names no other cause, use another endpoint.',
  stopped:
    'This machine cancelled the request: if you stopped a command, run it again; a daemon repeats its polls by itself.',
};

export const adviceFor = (failure: FailureKind): string => ADVICE[failure];
