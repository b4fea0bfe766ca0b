import { hash } from 'node:crypto';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { Failure } from '../../domain/source/failure.ts';
import type { FetchResult } from '../../domain/source/fetch-result.ts';
import type { Fetcher, FetchRequest } from '../../pipeline/ports.ts';
import { ACCEPTED_ENCODINGS, decompress } from './decompress.ts';
import { type Exchange, exchange } from './exchange.ts';
import {
  guardedLookup,
  isPublicAddress,
  type MayDial,
  type Resolve,
  refusedLiteral,
  resolveName,
} from './guard-address.ts';
import { judgeStatus } from './judge-status.ts';
import { nameFailure } from './name-failure.ts';
import { readFreshness, readValidators } from './read-headers.ts';
import { isPermanent, isRedirect, redirectTarget } from './redirect.ts';
import { portOf, readWebUrl, shownUrl } from './web-url.ts';

export type FetcherOptions = {
  readonly version: string;
  /** A URL or address where an operator of a server finds us. */
  readonly contact: string;
  /** Of a fetch with all its redirects. */
  readonly timeoutMs: number;
  /** Of a body, before and after decompression. */
  readonly maxBytes: number;
  readonly allowPrivateAddresses: boolean;
  /** Ports that may be asked; any with `allowPrivateAddresses`. */
  readonly ports: readonly number[];
  /** For tests: instead of the system's resolver. */
  readonly resolve?: Resolve;
  /** For tests: which addresses count as public. */
  readonly mayDial?: MayDial;
};

const MOST_REDIRECTS = 5;

/** A line may be silent for a third of the whole time. */
const IDLE_SHARE = 1 / 3;

/** A resumed TLS session costs a third less than a new one; one is kept for each of so many hosts. */
const KEPT_TLS_SESSIONS = 2000;

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, ' +
  'application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5';

/**
 * Asks outlets over HTTP(S), politely and safely: conditional requests, compression, limits on size and time, addresses
 * checked at each dial, no cookies, no referrer. Never rejects. Connections are not kept: between two polls of a feed
 * any server would close them.
 */
export const createFetcher = (options: FetcherOptions): Fetcher => {
  const { version, contact, timeoutMs, maxBytes, allowPrivateAddresses } = options;
  const mayDial: MayDial = allowPrivateAddresses ? () => true : (options.mayDial ?? isPublicAddress);
  const lookup = guardedLookup(options.resolve ?? resolveName, mayDial);
  const agents = {
    http: new HttpAgent(),
    // One context for all: making one costs more than the rest of a handshake.
    https: new HttpsAgent({ secureContext: createSecureContext(), maxCachedSessions: KEPT_TLS_SESSIONS }),
  };
  const ours = {
    accept: ACCEPT,
    'accept-encoding': ACCEPTED_ENCODINGS,
    'user-agent': `Kawaraban/${version} (+${contact})`,
  };

  const refusal = (url: URL): Failure | undefined => {
    if (!allowPrivateAddresses && !options.ports.includes(portOf(url))) {
      return { kind: 'port-not-allowed', detail: `port ${portOf(url)} of ${url.hostname} is not allowed` };
    }
    const refused = refusedLiteral(url.hostname, mayDial);
    return refused === undefined ? undefined : nameFailure(refused);
  };

  const fetch = async (request: FetchRequest, signal: AbortSignal): Promise<FetchResult> => {
    const deadlineMs = performance.now() + timeoutMs;
    const start = readWebUrl(request.url);
    if (start.kind === 'failed') return { ...start, url: request.url, freshness: {} };
    const origin = start.url.origin;
    const seen = new Set<string>();
    let url = start.url;
    let movedTo: string | undefined;
    let isPermanentSoFar = true;
    for (;;) {
      const place = { url: shownUrl(url), ...(movedTo === undefined ? {} : { movedTo }) };
      const fail = (failure: Failure): FetchResult => ({ kind: 'failed', failure, ...place, freshness: {} });
      const refused = refusal(url);
      if (refused !== undefined) return fail(refused);
      if (seen.has(url.href))
        return fail({ kind: 'redirect-loop', detail: `the redirects lead back to ${place.url}` });
      if (seen.size > MOST_REDIRECTS) {
        return fail({
          kind: 'too-many-redirects',
          detail: `there are more than ${MOST_REDIRECTS} redirects`,
        });
      }
      seen.add(url.href);
      const headers = headersFor(ours, request, url.origin === origin);
      const remainingMs = Math.max(1, Math.ceil(deadlineMs - performance.now()));
      const limits = { timeoutMs: remainingMs, idleMs: Math.ceil(timeoutMs * IDLE_SHARE), maxBytes };
      const answer = await exchange(url, { agents, lookup, headers, ...limits }, signal);
      if (answer.kind === 'failed') return fail(answer.failure);
      if (!isRedirect(answer.status)) return readAnswer(answer, request, place, maxBytes);
      const target = redirectTarget(url, answer.headers);
      if (target.kind === 'failed') return fail(target.failure);
      url = target.url;
      isPermanentSoFar &&= isPermanent(answer.status);
      // A URL with a password in it is left to the editor.
      if (isPermanentSoFar && start.url.username === '') movedTo = url.href;
    }
  };

  return {
    fetch,
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
};

/** The source's own headers may be secrets: they go to the origin they were written for, and to no other. */
const headersFor = (
  ours: Readonly<Record<string, string>>,
  { headers, userAgent, validators }: FetchRequest,
  isOwnOrigin: boolean,
): Readonly<Record<string, string>> => ({
  ...ours,
  ...(userAgent === undefined ? {} : { 'user-agent': userAgent }),
  ...(validators.etag === undefined ? {} : { 'if-none-match': validators.etag }),
  ...(validators.lastModified === undefined ? {} : { 'if-modified-since': validators.lastModified }),
  ...(isOwnOrigin
    ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    : {}),
});

type Place = { readonly url: string; readonly movedTo?: string };

const readAnswer = (
  { status, headers, body: raw }: Extract<Exchange, { kind: 'answered' }>,
  { validators }: FetchRequest,
  place: Place,
  maxBytes: number,
): FetchResult => {
  const freshness = readFreshness(headers, Date.now());
  const fail = (failure: Failure): FetchResult => ({ kind: 'failed', failure, status, ...place, freshness });
  if (status === 304) {
    const isConditional = validators.etag !== undefined || validators.lastModified !== undefined;
    if (!isConditional)
      return fail({ kind: 'bad-answer', detail: 'the server answered 304 to an unconditional request' });
    return { kind: 'not-modified', ...place, validators: readValidators(headers), freshness };
  }
  const unpacked = decompress(raw, headers['content-encoding'], maxBytes);
  const failure = judgeStatus(status, headers, unpacked.kind === 'body' ? unpacked.body : raw);
  if (failure !== undefined) return fail(failure);
  if (unpacked.kind === 'failed') return fail(unpacked.failure);
  const { body } = unpacked;
  if (body.length === 0) return fail({ kind: 'empty', detail: 'the body is empty' });
  const contentType = headers['content-type'];
  return {
    kind: 'fetched',
    body,
    bodyHash: hash('sha256', body, 'base64url'),
    ...(contentType === undefined ? {} : { contentType }),
    status,
    ...place,
    validators: readValidators(headers),
    freshness,
    bytes: raw.length,
  };
};
