import { latestOf } from '../../clock/jst-day.ts';
import { defined } from '../../defined.ts';
import { inJst } from '../../explanation.ts';
import { hostOf, hostRestsFrom, hostRestUntil } from '../poll/host-rest.ts';
import { nextPollOf } from '../poll/next-poll.ts';
import { urlToAsk } from '../poll/plan-request.ts';
import type { Source, SourceId } from '../source.ts';
import { endpointInUse, endpointStates, type Health, type SourceState } from '../source-state.ts';
import { healthOf } from './health.ts';

export type JudgedSource = {
  readonly health: Health;
  /** The time of the next poll; absent for a source that was never polled, or whose endpoints are all gone. */
  readonly nextPollAt?: Temporal.Instant;
};

/**
 * Returns a function that judges a source as `healthOf` does, and knows the pauses of hosts that other sources met: they
 * delay the next poll, and `health.why` names them.
 */
export const judgeSources = (
  sources: readonly Source[],
  stateOf: (id: SourceId) => SourceState | undefined,
  now: Temporal.Instant,
): ((source: Source) => JudgedSource) => {
  const rests = hostRestsFrom(sources.flatMap(({ id }) => stateOf(id) ?? []));
  return (source) => {
    const state = stateOf(source.id);
    const health = healthOf(source, state, now);
    const nextPollAt = nextPollOf(state);
    const endpoint = endpointStates(source, state)[endpointInUse(source, state)];
    const url = endpoint === undefined || endpoint.goneAt !== undefined ? '' : urlToAsk(endpoint);
    const until = source.enabled ? hostRestUntil(rests, url, now) : undefined;
    if (until === undefined) return { health, ...defined({ nextPollAt }) };
    const pause = `${hostOf(url)} asked us to wait, so it gets no request before ${inJst(until)}.`;
    return {
      health: { ...health, why: `${health.why} ${pause}` },
      ...defined({ nextPollAt: latestOf([nextPollAt, until]) }),
    };
  };
};
