import type { SourceState } from '../source-state.ts';

/** New items per request, over all requests to a source; undefined before the first request. */
export const hitRateOf = (state: Pick<SourceState, 'counts'> | undefined): number | undefined =>
  state === undefined || state.counts.requests === 0 ? undefined : state.counts.items / state.counts.requests;
