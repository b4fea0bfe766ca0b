import type { Failure } from './failure.ts';
import type { Validators } from './poll/fetch-result.ts';
import type { Rhythm } from './poll/rhythm.ts';
import type { Source, SourceId } from './source.ts';

/** The hints of a document about its next change. */
export type PollHints = {
  /** The greater of RSS ttl and sy:updatePeriod divided by sy:updateFrequency, in minutes. */
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
  /** When the server last refused a request because of our validators. For a day after that refusal, no validators are sent. */
  readonly validatorsRefusedAt?: Temporal.Instant;
  /** When the URL was last asked without validators. */
  readonly unconditionalAt?: Temporal.Instant;
  readonly askedAt?: Temporal.Instant;
  readonly succeededAt?: Temporal.Instant;
  /** Number of consecutive failures; 0 after a success. */
  readonly failures: number;
  readonly failure?: Failure & { readonly since: Temporal.Instant };
  /** The moment before which no request is sent, after a 429, a 503 or a first 410. */
  readonly restUntil?: Temporal.Instant;
  /** The host that answered 429. No URL of this host is asked before `restUntil`. */
  readonly restHost?: string;
  /** When an answer last had a readable body. After a month of 304 answers, one request is sent without validators. */
  readonly fetchedAt?: Temporal.Instant;
  /** The date of the newest item that came from this URL; instead of a date in the future, the time of the poll. */
  readonly newestItemAt?: Temporal.Instant;
  readonly hints?: PollHints;
  readonly charset?: string;
  /**
   * A sentence about a fault of the feed: a charset that changed within the last day, or items without links in the
   * last readable document.
   */
  readonly oddity?: { readonly what: string; readonly since: Temporal.Instant };
  /** The target of a permanent redirect, and the number of consecutive polls with that redirect. */
  readonly redirect?: { readonly to: string; readonly polls: number };
  /** The target of a permanent redirect. This target is asked instead of `url`, except if `asksOldUrl`. */
  readonly movedTo?: string;
  /** When the URL answered 410 for the second time, a day after the first 410. A gone URL is never asked again. */
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
  /** The reason for the health, in one or more sentences. */
  readonly why: string;
  /** What the editor can do; absent if nothing needs to be done. */
  readonly whatToDo?: string;
};

/** The listed items of a document that were not taken in. */
export type Truncated = {
  /** The hashes of the items that the next polls take in, without an announcement. */
  readonly waiting: readonly string[];
  /** Number of items beyond the limit of a document. Such items are never read. */
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

/** Number of new items that were taken in from a source in a day. `since`: the beginning of that day. */
export type DayCount = { readonly since: Temporal.Instant; readonly items: number };

export const countTruncated = ({ waiting, cut }: Truncated): number => waiting.length + cut;

export type SourceState = {
  readonly source: SourceId;
  readonly firstPolledAt?: Temporal.Instant;
  readonly lastPolledAt?: Temporal.Instant;
  readonly lastSuccessAt?: Temporal.Instant;
  /**
   * When the last new item came: its stated date if that lies between the last successful poll and now, else the moment
   * of the poll that found it.
   */
  readonly lastNewAt?: Temporal.Instant;
  /** The stated date of the newest listed item. */
  readonly newestItemAt?: Temporal.Instant;
  readonly nextPollAt?: Temporal.Instant;
  /** Index of the endpoint in use. */
  readonly endpoint: number;
  readonly endpoints: readonly EndpointState[];
  readonly health?: Health;
  /**
   * The hashes of the items in the last readable document, without those that wait. Items with these hashes are not
   * read again.
   */
  readonly itemHashes: readonly string[];
  /** The items of the last document that were not taken in, because one poll takes in a limited number. */
  readonly truncated?: Truncated;
  /** The last poll that exceeded the limit of announcements. */
  readonly flood?: Flood;
  readonly day?: DayCount;
  /** The moments, as in `lastNewAt`, at which the last new items came, the newest last. Pauses are judged by these moments. */
  readonly arrivals: readonly Temporal.Instant[];
  /** The rhythm of the source; absent before the first new item. */
  readonly rhythm?: Rhythm;
  readonly counts: {
    readonly requests: number;
    readonly notModified: number;
    readonly failed: number;
    readonly items: number;
  };
};

/**
 * Returns the stored state of each endpoint of a source, in the order of the current config. An endpoint without a
 * stored state gets an empty state.
 */
export const endpointStates = (source: Source, state: SourceState | undefined): readonly EndpointState[] =>
  source.endpoints.map(
    (url) =>
      state?.endpoints.find((endpoint) => endpoint.url === url) ?? { url, validators: {}, failures: 0 },
  );

/**
 * Returns the index of the endpoint in use; 0 if the config no longer has its URL. The same URL stays in use if the
 * order in the config changes.
 */
export const endpointInUse = (source: Source, state: SourceState | undefined): number => {
  const url = state?.endpoints[state.endpoint]?.url;
  return url === undefined ? 0 : Math.max(0, source.endpoints.indexOf(url));
};

/** Returns the number of new items per request, over all requests to a source; undefined before the first request. */
export const hitRateOf = (state: Pick<SourceState, 'counts'> | undefined): number | undefined =>
  state === undefined || state.counts.requests === 0 ? undefined : state.counts.items / state.counts.requests;
