import { defined } from '../../defined.ts';
import type { Source, SourceId } from '../source.ts';
import { endpointStates, type SourceState } from '../source-state.ts';
import { mostNewItems } from './most-items.ts';
import type { PlannedRequest } from './plan-request.ts';

/** A request to a source, with the stored state for reading the answer, as plain data that another process can use. */
export type PollTask = Omit<PlannedRequest, 'kind'> & {
  readonly source: SourceId;
  /** The hash of the last readable body; absent if some of its items wait. A body with the same hash is not read. */
  readonly bodyHash?: string;
  /** True if no request to the endpoint has succeeded. Then old items, and items without a date, are a backlog. */
  readonly isFirst: boolean;
  /** The hashes of items that are not read again, from the last readable document. */
  readonly known: readonly string[];
  /** The hashes of the items that an earlier poll left for later. */
  readonly waiting: readonly string[];
  /** Maximum number of new items that are read. */
  readonly most: number;
};

export const pollTaskOf = (
  source: Source,
  { endpoint, url, validators }: PlannedRequest,
  state: SourceState | undefined,
  now: Temporal.Instant,
): PollTask => {
  const asked = endpointStates(source, state)[endpoint];
  return {
    source: source.id,
    endpoint,
    url,
    validators,
    ...defined({ bodyHash: asked?.bodyHash }),
    isFirst: asked?.succeededAt === undefined,
    known: state?.itemHashes ?? [],
    waiting: state?.truncated?.waiting ?? [],
    most: mostNewItems(state, now),
  };
};
