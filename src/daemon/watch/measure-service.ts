import { latestOf } from '../../domain/clock/jst-day.ts';
import type { Config } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { inJst } from '../../domain/explanation.ts';
import { explainOffline, type Offline } from '../../domain/network/judge-network.ts';
import { healthOf } from '../../domain/source/health/health.ts';
import type { Source } from '../../domain/source/source.ts';
import { hitRateOf, type SourceState, UNHEALTHY } from '../../domain/source/source-state.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { ServiceState } from '../ports.ts';

type ServiceFacts = {
  readonly config: Config;
  readonly configProblems: readonly string[];
  readonly isOffline: boolean;
  readonly store: Store;
  readonly now: Temporal.Instant;
};

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
      const newest = latestOf([state?.newestItemAt, state?.lastNewAt]);
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

/** Returns the moment of the last new item and its source; undefined before the first item. */
const lastNews = (
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

type StatusFacts = Omit<ServiceFacts, 'isOffline'> & {
  readonly clockProblem: string | undefined;
  readonly offline: Offline | undefined;
};

/** Returns the status in one line: `48 sources, 2 unhealthy; last new item 2026-11-24 21:04 JST from nhk-business`. */
export const statusLine = (facts: StatusFacts): string => {
  const { sources, store } = measureService({ ...facts, isOffline: facts.offline !== undefined });
  const unhealthy = sources.filter(({ health }) => UNHEALTHY.has(health)).length;
  const last = lastNews(
    facts.config.sources.filter(({ enabled }) => enabled),
    facts.store,
  );
  const { clockProblem, offline } = facts;
  const clockProblems = clockProblem === undefined ? [] : [clockProblem];
  const networkProblems = offline === undefined ? [] : [explainOffline(offline)];
  const problems = [...facts.configProblems, ...networkProblems, ...clockProblems, ...store.problems];
  return [
    `${sources.length} source${sources.length === 1 ? '' : 's'}${unhealthy === 0 ? '' : `, ${unhealthy} unhealthy`}`,
    last === undefined ? 'no item yet' : `last new item ${inJst(last.at)} from ${last.source.id}`,
    ...(problems.length === 0 ? [] : [`PROBLEM: ${problems[0]}`]),
    ...(problems.length > 1 ? [`and ${problems.length - 1} more, see /status`] : []),
  ].join('; ');
};
