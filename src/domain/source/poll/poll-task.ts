import { defined } from '../../defined.ts';
import type { Source, SourceId } from '../source.ts';
import { endpointStates, type SourceState } from '../source-state.ts';
import { mostNewItems } from './most-items.ts';
import type { PlannedRequest } from './plan-request.ts';

/** One request to a source, with the state that it needs, as plain data for a process without a store. */
export type PollTask = Omit<PlannedRequest, 'kind'> & {
  readonly source: SourceId;
  /** The hash of the last body. A body with the same hash is not read. */
  readonly bodyHash?: string;
  /** True if no request to the endpoint has succeeded. Then old items, and items without a date, are a backlog. */
  readonly isFirst: boolean;
  /** The hashes of the items in the last readable document that are not read again: all but those that wait. */
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
