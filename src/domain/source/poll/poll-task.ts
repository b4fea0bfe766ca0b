import { defined } from '../../defined.ts';
import type { Source, SourceId } from '../source.ts';
import { endpointStates, type SourceState } from '../source-state.ts';
import { mostNewItems } from './most-items.ts';
import type { PlannedRequest } from './plan-request.ts';
import { DAY_MS } from './rhythm.ts';

/** A request to a source, with the stored state for reading the answer, as plain data that another process can use. */
export type PollTask = Omit<PlannedRequest, 'kind'> & {
  readonly source: SourceId;
  /** The hash of the last readable body; absent if some of its items wait. A body with the same hash is not read. */
  readonly bodyHash?: string;
  /** True if no request to the endpoint has succeeded. Then old items, and items without a date, are a backlog. */
  readonly isFirst: boolean;
  /** True if the source has not answered for long (`PAUSE_MS`). Then old items (`isOld`) are a backlog. */
  readonly isAfterPause?: true;
  /** When a request to the endpoint last succeeded; absent if `isFirst`. */
  readonly lastSuccessAt?: Temporal.Instant;
  /** The hashes of items that are not read again, from the last readable document. */
  readonly known: readonly string[];
  /** The hashes of the items that an earlier poll left for later. */
  readonly waiting: readonly string[];
  /** Maximum number of new items that are read. */
  readonly most: number;
};

type PollMoment = { readonly now: Temporal.Instant; readonly maxIntervalMs: number };

/**
 * Minimum time without an answer that counts as a pause, in milliseconds. If twice the longest wait of the source is
 * longer, that time counts.
 */
const PAUSE_MS = 2 * DAY_MS;

const isAfterPause = (
  { everyMs = 0 }: Source,
  state: SourceState | undefined,
  { now, maxIntervalMs }: PollMoment,
): boolean => {
  const lastMs = state?.lastSuccessAt?.epochMilliseconds;
  return (
    lastMs !== undefined &&
    now.epochMilliseconds - lastMs > Math.max(PAUSE_MS, 2 * maxIntervalMs, 2 * everyMs)
  );
};

export const pollTaskOf = (
  source: Source,
  { endpoint, url, validators }: PlannedRequest,
  state: SourceState | undefined,
  moment: PollMoment,
): PollTask => {
  const asked = endpointStates(source, state)[endpoint];
  return {
    source: source.id,
    endpoint,
    url,
    validators,
    ...defined({ bodyHash: asked?.bodyHash }),
    isFirst: asked?.succeededAt === undefined,
    ...(isAfterPause(source, state, moment) ? { isAfterPause: true } : {}),
    ...defined({ lastSuccessAt: asked?.succeededAt }),
    known: state?.itemHashes ?? [],
    waiting: state?.truncated?.waiting ?? [],
    most: mostNewItems(state, moment.now),
  };
};
