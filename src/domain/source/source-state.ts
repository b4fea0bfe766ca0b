import type { Failure } from './failure.ts';
import type { Validators } from './poll/fetch-result.ts';
import type { Rhythm } from './poll/rhythm.ts';
import type { Source, SourceId } from './source.ts';

/** The hints of a document about its next change. */
export type PollHints = {
  /** The longer of the RSS ttl and the interval of sy:updatePeriod, in minutes. */
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
  /** When the server last answered 400, 412 or 431 to a request with validators. */
  readonly validatorsRefusedAt?: Temporal.Instant;
  /** When the endpoint was last asked without validators. */
  readonly unconditionalAt?: Temporal.Instant;
  readonly askedAt?: Temporal.Instant;
  readonly succeededAt?: Temporal.Instant;
  /** Number of consecutive failures; 0 after a success. */
  readonly failures: number;
  readonly failure?: Failure & { readonly since: Temporal.Instant };
  /** The end of the pause after a 429, a 503 or a first 410. */
  readonly restUntil?: Temporal.Instant;
  /** The host that answered 429. No source asks it before `restUntil`. */
  readonly restHost?: string;
  /** When an answer last had a readable body. */
  readonly fetchedAt?: Temporal.Instant;
  /** The newest stated date of an item of the endpoint so far, at most the time of the poll. */
  readonly newestItemAt?: Temporal.Instant;
  readonly hints?: PollHints;
  readonly charset?: string;
  /** A fault of the feed: a changed charset, or many items without a link. `what` is a sentence. */
  readonly oddity?: { readonly what: string; readonly since: Temporal.Instant };
  /** The target of a permanent redirect, and the number of successful polls in a row with this redirect. */
  readonly redirect?: { readonly to: string; readonly polls: number };
  /** The target of a permanent redirect. It is asked instead of `url`, except if `asksOldUrl`. */
  readonly movedTo?: string;
  /** When the endpoint gave a second 410 in a row. It is never asked again. */
  readonly goneAt?: Temporal.Instant;
};

const UNHEALTHY_KINDS = ['broken', 'blocked', 'gone', 'stale', 'flooding'] as const;

/** The kinds of health, in the order of sources on the status page. */
export const HEALTH_KINDS = [...UNHEALTHY_KINDS, 'moved', 'quiet', 'new', 'ok'] as const;

export type HealthKind = (typeof HEALTH_KINDS)[number];

/** The kinds of health that need the editor's attention. */
export const UNHEALTHY: ReadonlySet<HealthKind> = new Set(UNHEALTHY_KINDS);

export type Health = {
  readonly kind: HealthKind;
  readonly since: Temporal.Instant;
  /** The reason for `kind`, in one or more sentences. */
  readonly why: string;
  /** What the editor can do; absent if nothing needs to be done. */
  readonly whatToDo?: string;
};

/** The items of a document that wait for a later poll or are ignored. */
export type Truncated = {
  /** The hashes of items that wait for a later poll, which takes them in without announcing them. */
  readonly waiting: readonly string[];
  /** Number of items beyond the maximum of a document. They are ignored. */
  readonly cut: number;
};

/** A poll with stories beyond the number that an outlet may announce in an hour. */
export type Flood = {
  readonly at: Temporal.Instant;
  /** Number of stories that were not announced. */
  readonly entries: number;
  /** Maximum number of stories that an outlet could announce in an hour at that time. */
  readonly perOutlet: number;
};

/** Number of items of a source that were stored in the 24 hours from `since`: new articles, revisions and new drops. */
export type DayCount = { readonly since: Temporal.Instant; readonly items: number };

export const countTruncated = ({ waiting, cut }: Truncated): number => waiting.length + cut;

export type SourceState = {
  readonly source: SourceId;
  readonly firstPolledAt?: Temporal.Instant;
  readonly lastPolledAt?: Temporal.Instant;
  readonly lastSuccessAt?: Temporal.Instant;
  /** When the last new item came: its stated date if plausible, else the time of the poll that found it. */
  readonly lastNewAt?: Temporal.Instant;
  /** The newest stated date of an item so far, at most the time of the poll. */
  readonly newestItemAt?: Temporal.Instant;
  readonly nextPollAt?: Temporal.Instant;
  /** Index of the endpoint in use. */
  readonly endpoint: number;
  readonly endpoints: readonly EndpointState[];
  readonly health?: Health;
  /** The hashes of the items in the last readable document, without those of `truncated`. */
  readonly itemHashes: readonly string[];
  readonly truncated?: Truncated;
  /** The last poll that exceeded the limit of announcements; first reads do not count. */
  readonly flood?: Flood;
  readonly day?: DayCount;
  /** The moments, as in `lastNewAt`, at which the last new items came, the newest last. */
  readonly arrivals: readonly Temporal.Instant[];
  /** Absent before the first new item. */
  readonly rhythm?: Rhythm;
  readonly counts: {
    readonly requests: number;
    readonly notModified: number;
    readonly failed: number;
    readonly items: number;
  };
};

/** Returns the state of each endpoint of a source, in the order of the config; an empty state if none is stored. */
export const endpointStates = (source: Source, state: SourceState | undefined): readonly EndpointState[] =>
  source.endpoints.map(
    (url) =>
      state?.endpoints.find((endpoint) => endpoint.url === url) ?? { url, validators: {}, failures: 0 },
  );

/** Returns the index in the config of the endpoint in use; 0 without a state, or if the config no longer has its URL. */
export const endpointInUse = (source: Source, state: SourceState | undefined): number => {
  const url = state?.endpoints[state.endpoint]?.url;
  return url === undefined ? 0 : Math.max(0, source.endpoints.indexOf(url));
};

/** Returns the number of new items per request, over all requests to a source; undefined before the first request. */
export const hitRateOf = (state: Pick<SourceState, 'counts'> | undefined): number | undefined =>
  state === undefined || state.counts.requests === 0 ? undefined : state.counts.items / state.counts.requests;
