import type { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createSecureContext } from 'node:tls';
import { defined } from '../domain/defined.ts';
import type { Failure } from '../domain/source/failure.ts';
import type { FetchRequest, FetchResult } from '../domain/source/poll/fetch-result.ts';
import { webAddress } from '../domain/web-address.ts';
import type { Fetcher } from '../intake/ports.ts';
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
import { failed, nameFailure, plainFailure } from './name-failure.ts';
import { reachServer } from './reach-server.ts';
import { readServerTime } from './read-headers.ts';
import { ourHeaders, requestHeaders } from './request-headers.ts';
import { asAscii, isPermanent, isRedirect, portOf, readWebUrl, redirectTarget, shownUrl } from './web-url.ts';

const http = process.getBuiltinModule('node:http');

export type FetcherOptions = {
  readonly version: string;
  /** A URL at which the operators of servers can contact us; sent in the default `User-Agent`. */
  readonly contact: string;
  /** Maximum time of a fetch with all its redirects, in milliseconds. */
  readonly timeoutMs: number;
  /** Maximum size of a body in bytes, before and after decompression. */
  readonly maxBytes: number;
  readonly allowPrivateAddresses: boolean;
  /** Ports that may be requested. `allowPrivateAddresses` allows every port. */
  readonly ports: readonly number[];
  /** Called for each answer to `fetch` with a valid `Date`, also for redirects; `time` is by the server's clock. */
  readonly onServerTime?: (host: string, time: Temporal.Instant) => void;
  /** Replaces the system's resolver in tests. */
  readonly resolve?: Resolve;
  /** Decides in tests which addresses count as public. */
  readonly mayDial?: MayDial;
};

const MAX_REDIRECTS = 5;

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Maximum wait for the headers, and then for each part of the body, as a share of the time limit. */
const IDLE_SHARE = 1 / 3;

/** Maximum number of cached TLS sessions, one for each host and port. A resumed session has a shorter handshake. */
const MAX_TLS_SESSIONS = 2000;

type Shared = FetcherOptions & {
  readonly agents: { readonly http: HttpAgent; readonly https: HttpsAgent };
  readonly lookup: ReturnType<typeof guardedLookup>;
  readonly mayDial: MayDial;
  /** The headers that all requests share; see `ourHeaders`. */
  readonly ours: Readonly<Record<string, string>>;
};

/**
 * Makes a fetcher that requests feeds over HTTP(S). Its methods never reject. Connections are not kept open, because
 * servers usually close them between two polls of a feed.
 */
export const createFetcher = (options: FetcherOptions): Fetcher => {
  const { version, contact, allowPrivateAddresses } = options;
  const mayDial: MayDial = allowPrivateAddresses ? () => true : (options.mayDial ?? isPublicAddress);
  const agents = {
    http: new http.Agent(),
    // All connections share one TLS context, because creating one for each connection would cost time.
    https: new HttpsAgent({ secureContext: createSecureContext(), maxCachedSessions: MAX_TLS_SESSIONS }),
  };
  const lookup = guardedLookup(options.resolve ?? resolveName, mayDial);
  const shared: Shared = { ...options, agents, lookup, mayDial, ours: ourHeaders(version, contact) };
  return {
    fetch: async (request, signal) => {
      const result = await fetchFeed(request, shared, signal);
      return result.kind === 'failed' ? { ...result, failure: plainFailure(result.failure) } : result;
    },
    post: async (address, form, signal) => {
      const failure = await postForm(address, form, shared, signal);
      return failure && plainFailure(failure);
    },
    reach: (address, by, signal) => reach(address, by, shared, signal),
  };
};

/** Returns the failure of a URL with a forbidden port or IP address; undefined for any other URL. */
const refusalOf = (url: URL, { allowPrivateAddresses, ports, mayDial }: Shared): Failure | undefined => {
  if (!allowPrivateAddresses && !ports.includes(portOf(url))) {
    return { kind: 'port-not-allowed', detail: `port ${portOf(url)} of ${url.hostname} is not allowed` };
  }
  const refused = refusedLiteral(url.hostname, mayDial);
  return refused === undefined ? undefined : nameFailure(refused);
};

/** The state of a fetch before one of its requests. */
type Hop = {
  readonly url: URL;
  /**
   * The URL to which permanent redirects (301, 308) led before the first temporary one; absent without such redirects,
   * or if the requested URL has a user name.
   */
  readonly movedTo?: string;
  readonly isPermanentSoFar: boolean;
};

const fetchFeed = async (
  request: FetchRequest,
  shared: Shared,
  signal: AbortSignal,
): Promise<FetchResult> => {
  const deadlineMs = performance.now() + shared.timeoutMs;
  const start = readWebUrl(request.url);
  if (start.kind === 'failed') return { ...start, url: request.url, freshness: {} };
  const seen = new Set<string>();
  let hop: Hop = { url: start.url, isPermanentSoFar: true };
  for (;;) {
    const { url } = hop;
    const place = { url: shownUrl(url), ...defined({ movedTo: hop.movedTo }) };
    const fail = (failure: Failure): FetchResult => ({ kind: 'failed', failure, ...place, freshness: {} });
    const refused = refusalOf(url, shared) ?? redirectRefusal(url, seen);
    if (refused !== undefined) return fail(refused);
    seen.add(url.href);
    const headers = requestHeaders(shared.ours, request, url.origin === start.url.origin);
    const leftMs = Math.max(1, Math.ceil(deadlineMs - performance.now()));
    const answer = await exchange(url, { ...optionsOf(shared, leftMs), headers }, signal);
    if (answer.kind === 'failed') return fail(answer.failure);
    const serverTime = readServerTime(answer.headers);
    if (serverTime !== undefined) shared.onServerTime?.(url.host, serverTime);
    if (!isRedirect(answer.status)) return judgeAnswer(answer, request.validators, place, shared.maxBytes);
    const target = redirectTarget(url, answer.headers);
    if (target.kind === 'failed') return fail(target.failure);
    const isPermanentSoFar = hop.isPermanentSoFar && isPermanent(answer.status);
    // A URL with a user name is never replaced automatically; the operator has to change it.
    const hasMoved = isPermanentSoFar && start.url.username === '';
    const movedTo = hasMoved ? target.url.href : hop.movedTo;
    hop = { url: target.url, isPermanentSoFar, ...defined({ movedTo }) };
    const restMs = request.restMs?.(target.url.href) ?? 0;
    if (restMs > 0) return restingHost(target.url, restMs);
  }
};

const redirectRefusal = (url: URL, seen: ReadonlySet<string>): Failure | undefined => {
  if (seen.has(url.href))
    return { kind: 'redirect-loop', detail: `the redirects lead back to ${shownUrl(url)}` };
  if (seen.size > MAX_REDIRECTS)
    return {
      kind: 'too-many-redirects',
      detail: `the request was redirected more than ${MAX_REDIRECTS} times`,
    };
  return undefined;
};

/** Returns the options of an exchange, except its headers and body. */
const optionsOf = ({ agents, lookup, timeoutMs, maxBytes }: Shared, leftMs: number) => ({
  ...{ agents, lookup, timeoutMs, maxBytes },
  leftMs,
  idleMs: Math.ceil(timeoutMs * IDLE_SHARE),
});

const postForm = async (
  address: string,
  form: URLSearchParams,
  shared: Shared,
  signal: AbortSignal,
): Promise<Failure | undefined> => {
  const target = readWebUrl(address);
  if (target.kind === 'failed') return target.failure;
  const refused = refusalOf(target.url, shared);
  if (refused !== undefined) return refused;
  const body = form.toString();
  const headers = { ...shared.ours, ...FORM, 'content-length': String(Buffer.byteLength(body)) };
  const options = { ...optionsOf(shared, shared.timeoutMs), headers, body };
  const answer = await exchange(target.url, options, signal);
  if (answer.kind === 'failed') return answer.failure;
  const { status } = answer;
  const { location } = answer.headers;
  if (status >= 200 && status < 300) return undefined;
  // A redirected POST may become a GET on the way (RFC 9110 §15.4), so the operator has to correct the address.
  const moved =
    isRedirect(status) && location !== undefined ? webAddress(asAscii(location), target.url.href) : undefined;
  const detail =
    moved === undefined
      ? `the server answered ${status}`
      : `the server redirects to ${moved}; if this is its new address, write it in the config`;
  return { kind: 'http-error', detail };
};

/** Maximum time to test whether a server can be reached, in milliseconds. */
const REACH_MS = 5_000;

const reach = async (
  address: string,
  by: 'lookup' | 'connection',
  shared: Shared,
  signal: AbortSignal,
): Promise<Failure | undefined> => {
  const target = readWebUrl(address);
  if (target.kind === 'failed') return target.failure;
  const timeoutMs = Math.min(REACH_MS, shared.timeoutMs);
  return (
    refusalOf(target.url, shared) ?? reachServer(target.url, { by, lookup: shared.lookup, timeoutMs }, signal)
  );
};

const restingHost = (url: URL, retryAfterMs: number): FetchResult => ({
  ...failed('rate-limited', `the server redirects to ${url.hostname}, which asked us to wait`),
  url: shownUrl(url),
  freshness: { retryAfterMs },
});
