import type { Config } from '../../domain/config.ts';
import { inJst } from '../../domain/explanation.ts';
import type { HealthKind } from '../../domain/source/source-state.ts';
import type { Store } from '../../domain/store/contract.ts';
import { lastNews, measureService } from './measure-service.ts';

type StatusParts = {
  readonly config: Config;
  readonly configProblems: readonly string[];
  readonly clockProblem: string | undefined;
  readonly store: Store;
  readonly now: Temporal.Instant;
};

const ILL: ReadonlySet<HealthKind> = new Set(['stale', 'flooding', 'blocked', 'gone', 'broken']);

/**
 * How the service is, in one line for `systemctl status`:
 * `48 sources, 2 of them ill; last news 2026-11-24 21:04 JST from nhk-business`.
 */
export const statusLine = (parts: StatusParts): string => {
  const { sources, store } = measureService(parts);
  const ill = sources.filter(({ health }) => ILL.has(health)).length;
  const last = lastNews(
    parts.config.sources.filter(({ enabled }) => enabled),
    parts.store,
  );
  const { clockProblem } = parts;
  const ofClock = clockProblem === undefined ? [] : [clockProblem];
  const problems = [...parts.configProblems, ...ofClock, ...store.problems];
  return [
    `${sources.length} source${sources.length === 1 ? '' : 's'}${ill === 0 ? '' : `, ${ill} of them ill`}`,
    last === undefined ? 'no news yet' : `last news ${inJst(last.at)} from ${last.source.id}`,
    ...(problems.length === 0 ? [] : [`PROBLEM: ${problems[0]}`]),
    ...(problems.length > 1 ? [`and ${problems.length - 1} more, see /status`] : []),
  ].join('; ');
};
