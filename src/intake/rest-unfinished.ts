import { recordPoll } from '../domain/source/poll/record-poll.ts';
import type { Source } from '../domain/source/source.ts';
import { endpointInUse, type SourceState } from '../domain/source/source-state.ts';
import type { PollContext } from './poll-source.ts';

type RestContext = Pick<PollContext, 'store' | 'limits' | 'underWay' | 'now' | 'chance'>;

/**
 * Resolves to the new states of sources whose large document was being taken in when the previous process ended. Their
 * poll counts as failed, so that each repetition delays the next poll more. Stores nothing.
 */
export const restUnfinished = async (
  sources: readonly Source[],
  { store, limits, underWay, now, chance }: RestContext,
): Promise<readonly SourceState[]> => {
  const ids = new Set(await underWay.unfinished());
  return sources
    .filter(({ id }) => ids.has(id))
    .map((source) => {
      const state = store.state(source.id);
      const endpoint = endpointInUse(source, state);
      const url = source.endpoints[endpoint] ?? source.endpoints[0];
      const detail = 'the process ended while it took in the document of this source';
      const failure = { kind: 'unfinished', detail } as const;
      const result = { kind: 'failed', failure, url, freshness: {} } as const;
      return recordPoll({ source, state, endpoint, result, limits, now: now(), chance: chance() });
    });
};
