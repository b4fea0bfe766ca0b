import type { FailureKind } from '../failure.ts';

const ADVICE: Readonly<Record<FailureKind, string>> = {
  dns: 'The name server gives no address for this host: if other hosts resolve, wait a day, then look for the new URL.',
  refused: 'The server refuses connections: wait a day, then look for another endpoint.',
  reset:
    'The server closes connections early: if this continues, it may refuse this machine or its User-Agent; try `userAgent`.',
  tls: 'The certificate is not valid for this host: check whether the outlet has moved, or the clock here is wrong.',
  timeout: 'The server answers too slowly: wait, raise `fetch.timeout`, or add a second endpoint.',
  'too-large': 'The document is larger than `fetch.maxBytes`: raise it if the feed is really that large.',
  truncated:
    'The answer ends early: wait; if this continues, report it to the outlet or add a second endpoint.',
  'bad-encoding': 'The answer cannot be decompressed: wait; if this continues, report it to the outlet.',
  'bad-answer': 'The answer is not valid HTTP: open the URL in a browser, or add a second endpoint.',
  'bad-url': 'Write a complete URL that begins with http:// or https://.',
  'redirect-loop': 'The URL redirects to itself: open it in a browser and write the URL where it ends.',
  'too-many-redirects': 'The URL redirects too often: open it in a browser and write the URL where it ends.',
  'insecure-redirect':
    'The URL redirects from https to http: write another URL, or the http one if you trust it.',
  'private-address': 'The host has a private address: set `fetch.allowPrivateAddresses` if that is intended.',
  'port-not-allowed': 'Add the port to `fetch.ports` if it is intended.',
  blocked:
    'The server refuses the requests: ask the outlet, set `userAgent` or `headers`, or use another endpoint.',
  'rate-limited': 'The server is asked too often: set `every` to a longer interval.',
  unavailable: 'The server is overloaded or under maintenance: wait.',
  gone: 'The server says that this feed has ended (410): if it repeats this after a day, write the new URL, or remove the source.',
  'not-found': 'There is no feed at this URL: look for the new URL on the outlet’s site.',
  'http-error': 'The server reports an error: wait; if this continues, open the URL in a browser.',
  empty: 'The answer is empty: wait; if this continues, look for another endpoint.',
  'html-page': 'This is a web page: run `kawaraban add` with its URL to find its feed.',
  'not-a-feed':
    'This is not a feed: open the URL in a browser, look for the feed there, and use the feed’s URL instead.',
  'too-deep': 'The document is nested too deeply for a feed: open the URL in a browser.',
  'too-slow': 'The document takes too long to read: open the URL in a browser.',
  unfinished:
    'If this happens again, disable the source: its document needs too much memory, or Kawaraban has a bug.',
  stopped: 'The poll was stopped on this machine: nothing needs to be done.',
};

/** Returns one sentence that says what the editor can do about a failure. */
export const adviceFor = (failure: FailureKind): string => ADVICE[failure];
