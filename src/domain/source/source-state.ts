import type { Failure } from './failure.ts';
import type { Validators } from './poll/fetch-result.ts';
import type { Rhythm } from './poll/rhythm.ts';
import type { Source, SourceId } from './source.ts';

/** When a document says that it may change next. */
export type PollHints = {
  /** The greater of RSS ttl and sy:updatePeriod / sy:updateFrequency. */
  readonly everyMinutes?: number;
  /** RSS skipHours: hours of the day in GMT, 0 to 23. */
  readonly skipHours?: readonly number[];
  /** RSS skipDays: English names of days in GMT. */
  readonly skipDays?: readonly string[];
};

/** The stored state of one URL of a source. */
export type EndpointState = {
  readonly url: string;
  readonly validators: Validators;
  readonly bodyHash?: string;
  /** When the server last refused a request because of our validators; for a day, none are sent. */
  readonly validatorsRefusedAt?: Temporal.Instant;
  /** When the URL was last asked without validators: at first, and then once a month. */
  readonly unconditionalAt?: Temporal.Instant;
  readonly askedAt?: Temporal.Instant;
  readonly succeededAt?: Temporal.Instant;
  /** Consecutive failures; 0 after a success. */
  readonly failures: number;
  readonly failure?: Failure & { readonly since: Temporal.Instant };
  /** No request is made before this moment, since the server asked for a pause (429, 503) or said that the feed has ended (410). */
  readonly restUntil?: Temporal.Instant;
  /** The host that answered 429: none of its URLs is asked before `restUntil`. */
  readonly restHost?: string;
  /** When an answer last had a body: after a month of 304 answers we ask once without validators. */
  readonly fetchedAt?: Temporal.Instant;
  /** The stated date of the newest item that came from this URL. */
  readonly newestItemAt?: Temporal.Instant;
  readonly hints?: PollHints;
  readonly charset?: string;
  /** A sentence about something unusual in the last readable document: its charset changed, its items lack links. */
  readonly oddity?: { readonly what: string; readonly since: Temporal.Instant };
  /** A permanent redirect, and the number of consecutive polls that met it. */
  readonly redirect?: { readonly to: string; readonly polls: number };
  /** The target of a permanent redirect that is now asked instead of `url`. */
  readonly movedTo?: string;
  /** When the URL answered 410 for the second time, a day after the first; it is never asked again. */
  readonly goneAt?: Temporal.Instant;
};

export type HealthKind =
  | 'new'
  | 'ok'
  | 'quiet'
  | 'stale'
  | 'flooding'
  | 'blocked'
  | 'moved'
  | 'gone'
  | 'broken';

export type Health = {
  readonly kind: HealthKind;
  readonly since: Temporal.Instant;
  /** The reason, in one or more sentences. */
  readonly why: string;
  /** What the editor can do; absent if nothing needs to be done. */
  readonly whatToDo?: string;
};

/** The listed items of a document that were not taken in. */
export type Truncated = {
  /** Hashes of the items that the next polls take in without announcing them. */
  readonly waiting: readonly string[];
  /** Number of items beyond the limit of a document, which are never read. */
  readonly cut: number;
};

/** A poll that brought more news than its outlet may announce in an hour. */
export type Flood = {
  readonly at: Temporal.Instant;
  /** Number of entries that are not announced. */
  readonly entries: number;
  /** Maximum number of entries that an outlet could announce in an hour at that time. */
  readonly perOutlet: number;
};

/** Number of new items that a source has brought since the beginning of its day. */
export type DayCount = { readonly since: Temporal.Instant; readonly items: number };

export const countTruncated = ({ waiting, cut }: Truncated): number => waiting.length + cut;

/** The stored state of one source. */
export type SourceState = {
  readonly source: SourceId;
  readonly firstPolledAt?: Temporal.Instant;
  readonly lastPolledAt?: Temporal.Instant;
  readonly lastSuccessAt?: Temporal.Instant;
  /** When a new item last came. */
  readonly lastNewAt?: Temporal.Instant;
  /** The stated date of the newest item listed. */
  readonly newestItemAt?: Temporal.Instant;
  readonly nextPollAt?: Temporal.Instant;
  /** Index of the endpoint in use. */
  readonly endpoint: number;
  readonly endpoints: readonly EndpointState[];
  readonly health?: Health;
  /** Hashes of the items in the last document; they are not read again. */
  readonly itemHashes: readonly string[];
  /** The items of the last document that have not been taken in, because one poll takes in a limited number. */
  readonly truncated?: Truncated;
  /** The last poll that exceeded the limit of announcements. */
  readonly flood?: Flood;
  readonly day?: DayCount;
  /** When new items came, newest last, limited in number; used to judge pauses. */
  readonly arrivals: readonly Temporal.Instant[];
  /** How many items come in each hour of the week. */
  readonly rhythm?: Rhythm;
  readonly counts: {
    readonly requests: number;
    readonly notModified: number;
    readonly failed: number;
    readonly items: number;
  };
};

/** The stored state of each of a source's endpoints, in the order of the current config. */
export const endpointStates = (source: Source, state: SourceState | undefined): readonly EndpointState[] =>
  source.endpoints.map(
    (url) =>
      state?.endpoints.find((endpoint) => endpoint.url === url) ?? { url, validators: {}, failures: 0 },
  );

/** The index of the endpoint in use; it follows the URL when the config's order changes. */
export const endpointInUse = (source: Source, state: SourceState | undefined): number => {
  const url = state?.endpoints[state.endpoint]?.url;
  return url === undefined ? 0 : Math.max(0, source.endpoints.indexOf(url));
};

/** New items per request, over all requests to a source; undefined before the first request. */
export const hitRateOf = (state: Pick<SourceState, 'counts'> | undefined): number | undefined =>
  state === undefined || state.counts.requests === 0 ? undefined : state.counts.items / state.counts.requests;
