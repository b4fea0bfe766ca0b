import type { FailureKind } from '../failure.ts';

const ADVICE: Readonly<Record<FailureKind, string>> = {
  dns: 'The host name is not found: if this machine finds others, the outlet may have moved, so write its new URL.',
  refused: 'The server takes no connections: wait a day, then look for another endpoint.',
  reset:
    'The server cuts connections: if it goes on, it may refuse this machine or its User-Agent; try `userAgent`.',
  tls: 'The certificate is not valid for this host: see whether the outlet has moved, or the clock here is wrong.',
  timeout: 'The server answers too slowly: wait, raise `fetch.timeout`, or add a second endpoint.',
  'too-large': 'The document is larger than `fetch.maxBytes`: raise it if the feed is meant to be so large.',
  truncated: 'The answer ends early: wait; if it goes on, tell the outlet or add a second endpoint.',
  'bad-encoding': 'The compressed answer cannot be unpacked: wait; if it goes on, tell the outlet.',
  'bad-answer':
    'The answer breaks the rules of HTTP: look at the URL in a browser, or add a second endpoint.',
  'bad-url': 'Write a whole URL that begins with http:// or https://.',
  'redirect-loop': 'The URL redirects to itself: look at it in a browser and write where it leads.',
  'too-many-redirects':
    'The URL redirects too often: look at it in a browser and write where it leads in the end.',
  'insecure-redirect':
    'The URL redirects from https to http: write another URL, or the http one if you trust it.',
  'private-address':
    'The name leads to a private address: set `fetch.allowPrivateAddresses` if that is meant.',
  'port-not-allowed': 'Add the port to `fetch.ports` if it is meant.',
  blocked: 'The server refuses us: ask the outlet, set `userAgent` or `headers`, or use another endpoint.',
  'rate-limited': 'We ask too often for this server: set `every` to a longer interval.',
  unavailable: 'The server is overloaded or under repair: wait.',
  gone: 'The outlet has ended this feed: write its new URL or take the source out.',
  'not-found': 'No feed is at this URL: look for the new one on the outlet’s site.',
  'http-error': 'The server fails: wait; if it goes on, look at the URL in a browser.',
  empty: 'The answer is empty: wait; if it goes on, look for another endpoint.',
  'html-page': 'This is a web page: run `kawaraban add` with it to find the feed behind it.',
  'not-a-feed': 'This is not a feed: look at the URL in a browser and write that of the feed.',
  'too-deep': 'The document is nested too deeply to be a feed: look at the URL in a browser.',
  'too-slow': 'The document takes too long to read: look at the URL in a browser.',
  unfinished:
    'If it happens again, switch the source off: its document is too much for this machine, or meets a mistake of ours.',
  stopped: 'The poll was stopped here: nothing needs doing.',
};

/** One sentence on what the editor can do about a failure. */
export const adviceFor = (failure: FailureKind): string => ADVICE[failure];
