import type { Failure } from './failure.ts';
import type { Validators } from './poll/fetch-result.ts';
import type { Rhythm } from './poll/rhythm.ts';
import type { SourceId } from './source.ts';

/** What a document says about when it is worth asking again. */
export type PollHints = {
  /** The greater of RSS ttl and sy:updatePeriod / sy:updateFrequency. */
  readonly everyMinutes?: number;
  /** RSS skipHours, in hours GMT. */
  readonly skipHours?: readonly number[];
  /** RSS skipDays: English names of days, GMT. */
  readonly skipDays?: readonly string[];
};

/** What we remember of one URL of a source, across restarts. */
export type EndpointState = {
  readonly url: string;
  readonly validators: Validators;
  readonly bodyHash?: string;
  /** The last request without validators: one ever, then one a month. */
  readonly unconditionalAt?: Temporal.Instant;
  readonly askedAt?: Temporal.Instant;
  readonly succeededAt?: Temporal.Instant;
  /** Consecutive failures; 0 after a success. */
  readonly failures: number;
  readonly failure?: Failure & { readonly since: Temporal.Instant };
  /** No request before this moment, at the server's wish (429, 503). */
  readonly restUntil?: Temporal.Instant;
  /** The host that answered 429: all its URLs rest until `restUntil`. */
  readonly restHost?: string;
  /** The last answer that had a body: after a month of nothing but 304 we ask once without validators. */
  readonly fetchedAt?: Temporal.Instant;
  /** The stated date of the newest item that came from this URL. */
  readonly newestItemAt?: Temporal.Instant;
  readonly hints?: PollHints;
  readonly charset?: string;
  /** Something odd about the last document that could be read, in words: its charset changed, its items lack links. */
  readonly oddity?: { readonly what: string; readonly since: Temporal.Instant };
  /** A permanent redirect that was seen, and on how many polls in a row. */
  readonly redirect?: { readonly to: string; readonly polls: number };
  /** A permanent redirect that is taken over: asked instead of `url`. */
  readonly movedTo?: string;
  /** It answered 410: never asked again. */
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
  /** In words. */
  readonly why: string;
  /** What the editor can do; absent where nothing needs doing. */
  readonly whatToDo?: string;
};

/** What a document lists that was not taken in. */
export type Truncated = {
  /** Hashes of the items that the next polls take in, and announce no more. */
  readonly waiting: readonly string[];
  /** How many items lie beyond the limit of a document, and are never read. */
  readonly cut: number;
};

/** News of one poll beyond what its outlet may announce in an hour. */
export type Flood = {
  readonly at: Temporal.Instant;
  /** How many entries stay silent. */
  readonly entries: number;
  /** How many an outlet could announce in an hour at that time. */
  readonly perOutlet: number;
};

export const countTruncated = ({ waiting, cut }: Truncated): number => waiting.length + cut;

/** What we remember of one source, across restarts. */
export type SourceState = {
  readonly source: SourceId;
  readonly firstPolledAt?: Temporal.Instant;
  readonly lastPolledAt?: Temporal.Instant;
  readonly lastSuccessAt?: Temporal.Instant;
  /** When an item last came that we had not seen. */
  readonly lastNewAt?: Temporal.Instant;
  /** The stated date of the newest item listed. */
  readonly newestItemAt?: Temporal.Instant;
  readonly nextPollAt?: Temporal.Instant;
  /** Index into the source's endpoints of the one in use. */
  readonly endpoint: number;
  readonly endpoints: readonly EndpointState[];
  readonly health?: Health;
  /** Hashes of the items that the last document listed; they need no reading again. */
  readonly itemHashes: readonly string[];
  /** What the last document listed and the polls have not taken in: more than one poll takes. */
  readonly truncated?: Truncated;
  /** The last poll that brought more news than the outlet may announce. */
  readonly flood?: Flood;
  /** Moments at which new items came, newest last, bounded: the feed's own rhythm is learned from them. */
  readonly arrivals: readonly Temporal.Instant[];
  /** How many items come in which hour of the week. */
  readonly rhythm?: Rhythm;
  readonly counts: {
    readonly requests: number;
    readonly notModified: number;
    readonly failed: number;
    readonly items: number;
  };
};
