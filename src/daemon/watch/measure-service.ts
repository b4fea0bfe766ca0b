import { latestOf } from '../../domain/clock/jst-day.ts';
import type { Config } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { counted, inJst } from '../../domain/explanation.ts';
import { explainOffline, type Offline } from '../../domain/network/judge-network.ts';
import { healthOf } from '../../domain/source/health/health.ts';
import type { Source } from '../../domain/source/source.ts';
import { hitRateOf, UNHEALTHY } from '../../domain/source/source-state.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { ServiceState } from '../ports.ts';

type ServiceFacts = {
  readonly config: Config;
  readonly configProblems: readonly string[];
  readonly isOffline: boolean;
  readonly store: Store;
  readonly now: Temporal.Instant;
};

export const measureService = (facts: ServiceFacts): ServiceState => {
  const { config, configProblems, isOffline, store, now } = facts;
  const enabled = enabledIn(config);
  const last = lastNews(enabled, store);
  const msSince = (moment: Temporal.Instant): number => now.epochMilliseconds - moment.epochMilliseconds;
  return {
    sources: enabled.map((source) => {
      const state = store.state(source.id);
      const newest = latestOf([state?.newestItemAt, state?.lastNewAt]);
      return {
        id: source.id,
        health: healthOf(source, state, now).kind,
        ...defined({ hitRate: hitRateOf(state), newestItemAgeMs: newest && msSince(newest) }),
      };
    }),
    ...defined({ lastNewsAgeMs: last && msSince(last.at) }),
    isOffline,
    store: store.health(),
    configProblems: configProblems.length,
  };
};

const enabledIn = ({ sources }: Config): readonly Source[] => sources.filter(({ enabled }) => enabled);

/** Returns the moment of the last new item and its source; undefined before the first item. */
const lastNews = (sources: readonly Source[], store: Store) => {
  const news = sources.flatMap((source) => {
    const at = store.state(source.id)?.lastNewAt;
    return at === undefined ? [] : [{ at, source }];
  });
  return news.toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))[0];
};

type StatusFacts = Omit<ServiceFacts, 'isOffline'> & {
  readonly clockProblem: string | undefined;
  readonly offline: Offline | undefined;
};

/** Returns the status in one line: `48 sources, 2 unhealthy; last new item 2026-11-24 21:04 JST from nhk-business`. */
export const statusLine = (facts: StatusFacts): string => {
  const { config, configProblems, clockProblem, offline } = facts;
  const { sources, store } = measureService({ ...facts, isOffline: offline !== undefined });
  const unhealthy = sources.filter(({ health }) => UNHEALTHY.has(health)).length;
  const last = lastNews(enabledIn(config), facts.store);
  const problems = [
    ...configProblems,
    ...(offline === undefined ? [] : [explainOffline(offline)]),
    ...(clockProblem === undefined ? [] : [clockProblem]),
    ...store.problems,
  ];
  return [
    `${counted(sources.length, 'source')}${unhealthy === 0 ? '' : `, ${unhealthy} unhealthy`}`,
    last === undefined ? 'no item yet' : `last new item ${inJst(last.at)} from ${last.source.id}`,
    ...(problems.length === 0 ? [] : [`PROBLEM: ${problems[0]}`]),
    ...(problems.length > 1 ? [`and ${problems.length - 1} more, see /status`] : []),
  ].join('; ');
};
