import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createSecureContext } from 'node:tls';
import { defined } from '../domain/defined.ts';
import type { Failure } from '../domain/source/failure.ts';
import type { FetchResult } from '../domain/source/poll/fetch-result.ts';
import type { Fetcher, FetchRequest } from '../intake/ports.ts';
import { exchange } from './exchange.ts';
import {
  guardedLookup,
  isPublicAddress,
  type MayDial,
  type Resolve,
  refusedLiteral,
  resolveName,
} from './guard-address.ts';
import { judgeAnswer } from './judge-answer.ts';
import { nameFailure } from './name-failure.ts';
import { readServerTime } from './read-headers.ts';
import { isPermanent, isRedirect, redirectTarget } from './redirect.ts';
import { ourHeaders, requestHeaders } from './request-headers.ts';
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
  /** Called with the time that a server says it is, for each answer. */
  readonly onServerTime?: (host: string, time: Temporal.Instant) => void;
  /** For tests: instead of the system's resolver. */
  readonly resolve?: Resolve;
  /** For tests: which addresses count as public. */
  readonly mayDial?: MayDial;
};

const MOST_REDIRECTS = 5;

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Of an address that a server names, in a message. */
const MOST_LOCATION = 200;

/** A line may be silent for a third of the whole time. */
const IDLE_SHARE = 1 / 3;

/** A resumed TLS session costs a third less than a new one; one is kept for each of so many hosts. */
const KEPT_TLS_SESSIONS = 2000;

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
  const ours = ourHeaders(version, contact);

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
      const place = { url: shownUrl(url), ...defined({ movedTo }) };
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
      const headers = requestHeaders(ours, request, url.origin === origin);
      const remainingMs = Math.max(1, Math.ceil(deadlineMs - performance.now()));
      const limits = { timeoutMs: remainingMs, idleMs: Math.ceil(timeoutMs * IDLE_SHARE), maxBytes };
      const answer = await exchange(url, { agents, lookup, headers, ...limits }, signal);
      if (answer.kind === 'failed') return fail(answer.failure);
      const serverTime = readServerTime(answer.headers);
      if (serverTime !== undefined) options.onServerTime?.(url.host, serverTime);
      if (!isRedirect(answer.status)) return judgeAnswer(answer, request.validators, place, maxBytes);
      const target = redirectTarget(url, answer.headers);
      if (target.kind === 'failed') return fail(target.failure);
      url = target.url;
      isPermanentSoFar &&= isPermanent(answer.status);
      // A URL with a password in it is left to the editor.
      if (isPermanentSoFar && start.url.username === '') movedTo = url.href;
      const restMs = request.restMs?.(url.href) ?? 0;
      if (restMs > 0) return resting(url, restMs);
    }
  };

  const post = async (
    address: string,
    form: URLSearchParams,
    signal: AbortSignal,
  ): Promise<Failure | undefined> => {
    const target = readWebUrl(address);
    if (target.kind === 'failed') return target.failure;
    const refused = refusal(target.url);
    if (refused !== undefined) return refused;
    const body = form.toString();
    const headers = { ...ours, ...FORM, 'content-length': String(Buffer.byteLength(body)) };
    const limits = { timeoutMs, idleMs: Math.ceil(timeoutMs * IDLE_SHARE), maxBytes };
    const answer = await exchange(target.url, { agents, lookup, headers, body, ...limits }, signal);
    if (answer.kind === 'failed') return answer.failure;
    const { status } = answer;
    if (status >= 200 && status < 300) return undefined;
    // A redirected POST may become a GET on the way (RFC 9110 §15.4): whoever configured the address mends it.
    const detail = isRedirect(status)
      ? `the server redirects to ${JSON.stringify(answer.headers.location?.slice(0, MOST_LOCATION))}: write that address`
      : `the server answered ${status}`;
    return { kind: 'http-error', detail };
  };

  return {
    fetch,
    post,
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
};

/** A redirect into a host that wants to be left alone: as if that host had said so again. */
const resting = (url: URL, retryAfterMs: number): FetchResult => ({
  kind: 'failed',
  failure: {
    kind: 'rate-limited',
    detail: `the server redirects to ${url.hostname}, which asked us to wait`,
  },
  url: shownUrl(url),
  freshness: { retryAfterMs },
});
