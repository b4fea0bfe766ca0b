import type { Config } from '../../domain/config.ts';
import { inJst } from '../../domain/explanation.ts';
import { explainOffline, type Offline } from '../../domain/network/offline.ts';
import type { HealthKind } from '../../domain/source/source-state.ts';
import type { Store } from '../../domain/store/contract.ts';
import { lastNews, measureService } from './measure-service.ts';

type StatusFacts = {
  readonly config: Config;
  readonly configProblems: readonly string[];
  readonly clockProblem: string | undefined;
  readonly offline: Offline | undefined;
  readonly store: Store;
  readonly now: Temporal.Instant;
};

const UNHEALTHY: ReadonlySet<HealthKind> = new Set(['stale', 'flooding', 'blocked', 'gone', 'broken']);

/**
 * The status of the service in one line, for `systemctl status`:
 * `48 sources, 2 unhealthy; last news 2026-11-24 21:04 JST from nhk-business`.
 */
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
    last === undefined ? 'no news yet' : `last news ${inJst(last.at)} from ${last.source.id}`,
    ...(problems.length === 0 ? [] : [`PROBLEM: ${problems[0]}`]),
    ...(problems.length > 1 ? [`and ${problems.length - 1} more, see /status`] : []),
  ].join('; ');
};
