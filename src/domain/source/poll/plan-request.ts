import type { Source } from '../source.ts';
import { type EndpointState, endpointInUse, endpointStates, type SourceState } from '../source-state.ts';
import type { Validators } from './fetch-result.ts';
import { mustWait } from './host-rest.ts';
import { NEVER } from './next-poll.ts';
import { DAY_MS } from './rhythm.ts';

export type PlannedRequest = {
  readonly kind: 'request';
  /** The index of the endpoint that is asked. */
  readonly endpoint: number;
  readonly url: string;
  readonly validators: Validators;
};

type RequestPlan = PlannedRequest | { readonly kind: 'rest'; readonly until: Temporal.Instant };

/** Minimum time between two attempts at the first endpoint while another endpoint is in use, in milliseconds. */
const TRY_FIRST_AGAIN_MS = DAY_MS;

/** Milliseconds without a body after which one request has no validators: some servers always answer 304. */
const BELIEVE_NOT_MODIFIED_MS = 30 * DAY_MS;

/** Plans the next request to a source. Returns a `rest` if the endpoint must wait, or if it is gone (`NEVER`). */
export const planRequest = (
  source: Source,
  state: SourceState | undefined,
  now: Temporal.Instant,
): RequestPlan => {
  const endpoints = endpointStates(source, state);
  const index = endpointToAsk(source, state, endpoints, now);
  const endpoint = endpoints[index];
  if (endpoint === undefined || endpoint.goneAt !== undefined) return { kind: 'rest', until: NEVER };
  if (endpoint.restUntil !== undefined && mustWait(endpoint.restUntil, now))
    return { kind: 'rest', until: endpoint.restUntil };
  return {
    kind: 'request',
    endpoint: index,
    url: urlToAsk(endpoint),
    validators: isUnconditional(endpoint, now) ? {} : endpoint.validators,
  };
};

/** Returns the URL that the next request to an endpoint asks. */
export const urlToAsk = (endpoint: EndpointState): string =>
  asksOldUrl(endpoint) ? endpoint.url : (endpoint.movedTo ?? endpoint.url);

const endpointToAsk = (
  source: Source,
  state: SourceState | undefined,
  endpoints: readonly EndpointState[],
  now: Temporal.Instant,
): number => {
  const inUse = endpointInUse(source, state);
  const isOpen = (endpoint: EndpointState | undefined) =>
    endpoint?.goneAt === undefined && !mustWait(endpoint?.restUntil, now);
  const first = endpoints[0];
  if (inUse > 0 && isOpen(first) && isLongAgo(first?.askedAt, TRY_FIRST_AGAIN_MS, now)) return 0;
  if (endpoints[inUse]?.goneAt === undefined) return inUse;
  const open = endpoints.findIndex(isOpen);
  const pausing = endpoints.findIndex(({ goneAt }) => goneAt === undefined);
  return Math.max(0, open === -1 ? pausing : open);
};

/** Number of consecutive failures after which the new URL of a moved endpoint is doubted. */
const DOUBTED_FAILURES = 3;

/**
 * True if a moved endpoint is asked at its old URL: with every second request after `DOUBTED_FAILURES` failures,
 * because the move may be the outlet's mistake.
 */
export const asksOldUrl = ({ movedTo, failures }: EndpointState): boolean =>
  movedTo !== undefined && failures >= DOUBTED_FAILURES && failures % 2 === DOUBTED_FAILURES % 2;

/**
 * True if an endpoint is asked without validators: none are stored, its old URL is asked, or the last body and the last
 * request without validators are both at least `BELIEVE_NOT_MODIFIED_MS` old.
 */
export const isUnconditional = (endpoint: EndpointState, now: Temporal.Instant): boolean => {
  const { validators, fetchedAt, unconditionalAt } = endpoint;
  if (validators.etag === undefined && validators.lastModified === undefined) return true;
  if (asksOldUrl(endpoint)) return true;
  return (
    isLongAgo(fetchedAt, BELIEVE_NOT_MODIFIED_MS, now) &&
    isLongAgo(unconditionalAt, BELIEVE_NOT_MODIFIED_MS, now)
  );
};

const isLongAgo = (moment: Temporal.Instant | undefined, ms: number, now: Temporal.Instant): boolean =>
  moment === undefined || now.epochMilliseconds - moment.epochMilliseconds >= ms;
