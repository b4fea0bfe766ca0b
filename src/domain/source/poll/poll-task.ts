import { defined } from '../../defined.ts';
import type { Source, SourceId } from '../source.ts';
import { endpointStates, type SourceState } from '../source-state.ts';
import { mostNewItems } from './most-items.ts';
import type { PlannedRequest } from './plan-request.ts';

/**
 * One request to a source, with everything of its stored state that asking and reading need. It is plain data, so that a
 * process without a store can make the request.
 */
export type PollTask = Omit<PlannedRequest, 'kind'> & {
  readonly source: SourceId;
  /** Hash of the last body; an equal one is not read. */
  readonly bodyHash?: string;
  /** True if the endpoint has never answered, so that its items are a backlog. */
  readonly isFirst: boolean;
  /** Hashes of the items in the last document; they are not read again. */
  readonly known: readonly string[];
  /** Hashes of the items that an earlier poll left for this one. */
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
