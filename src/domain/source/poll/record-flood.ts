import { healthOf } from '../health/health.ts';
import type { Source } from '../source.ts';
import type { Flood, SourceState } from '../source-state.ts';

/** A source's state after a poll that brought more news than its outlet may announce. */
export const recordFlood = (source: Source, state: SourceState, flood: Flood): SourceState => {
  const flooded = { ...state, flood };
  return { ...flooded, health: healthOf(source, flooded, flood.at) };
};
