import { isStale, shouldFailOver } from '../health/patience.ts';
import type { SourceState } from '../source-state.ts';

/**
 * Chooses the index of the endpoint to use next, after the one at `asked` was asked: an earlier one again once it works,
 * the next one once the one in use has failed for too long.
 */
export const chooseEndpoint = (state: SourceState, asked: number, now: Temporal.Instant): number => {
  const { endpoints, endpoint: inUse, rhythm } = state;
  const nowMs = now.epochMilliseconds;
  const isFit = (index: number): boolean => {
    const endpoint = endpoints[index];
    if (endpoint === undefined || endpoint.failure !== undefined) return false;
    return endpoint.newestItemAt === undefined || !isStale(state, endpoint.newestItemAt, nowMs);
  };
  if (asked < inUse && isFit(asked)) return asked;
  const current = endpoints[inUse];
  const isSpent =
    current !== undefined &&
    (shouldFailOver(current, rhythm, nowMs) ||
      (asked === inUse && current.failure === undefined && !isFit(inUse)));
  if (!isSpent) return inUse;
  const others = endpoints.map((_, step) => (inUse + step) % endpoints.length).slice(1);
  return others.find((index) => endpoints[index]?.goneAt === undefined) ?? inUse;
};
