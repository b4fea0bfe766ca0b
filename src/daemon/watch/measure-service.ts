import type { Config } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { healthOf } from '../../domain/source/health/health.ts';
import { hitRateOf } from '../../domain/source/health/hit-rate.ts';
import type { Source } from '../../domain/source/source.ts';
import type { SourceState } from '../../domain/source/source-state.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { ServiceState } from '../ports.ts';

type ServiceFacts = {
  readonly config: Config;
  readonly configProblems: readonly string[];
  readonly isOffline: boolean;
  readonly store: Store;
  readonly now: Temporal.Instant;
};

/** Measures the sources and the store at one moment. */
export const measureService = ({
  config,
  configProblems,
  isOffline,
  store,
  now,
}: ServiceFacts): ServiceState => {
  const enabled = config.sources.filter((source) => source.enabled);
  const last = lastNews(enabled, store);
  const msSince = (moment: Temporal.Instant): number => now.epochMilliseconds - moment.epochMilliseconds;
  return {
    sources: enabled.map((source) => {
      const state = store.state(source.id);
      const { kind } = healthOf(source, state, now);
      const newest = state?.newestItemAt ?? state?.lastNewAt;
      const hitRate = hitRateOf(state);
      return {
        id: source.id,
        health: kind,
        ...defined({ hitRate, newestItemAgeMs: newest === undefined ? undefined : msSince(newest) }),
      };
    }),
    ...defined({ lastNewsAgeMs: last === undefined ? undefined : msSince(last.at) }),
    isOffline,
    store: store.health(),
    configProblems: configProblems.length,
  };
};

/** When the last new item came, and from which source. */
export const lastNews = (
  sources: readonly Source[],
  store: Store,
): { readonly at: Temporal.Instant; readonly source: Source } | undefined => {
  let last: { readonly at: Temporal.Instant; readonly source: Source } | undefined;
  for (const source of sources) {
    const at: SourceState['lastNewAt'] = store.state(source.id)?.lastNewAt;
    if (at !== undefined && (last === undefined || Temporal.Instant.compare(at, last.at) > 0))
      last = { at, source };
  }
  return last;
};
