import { errorText } from '../domain/error-text.ts';
import type { Log } from '../domain/log.ts';
import { explainOffline, type Offline } from '../domain/network/judge-network.ts';
import type { Failure } from '../domain/source/failure.ts';
import { adviceFor } from '../domain/source/health/advice.ts';
import type { PollOutcome, PollReport } from '../domain/source/poll/poll-report.ts';
import type { Source, SourceId } from '../domain/source/source.ts';
import type { Health, HealthKind } from '../domain/source/source-state.ts';
import type { PollListeners } from '../intake/poll-all.ts';

/** Number of successful polls in a row after which the next failure of a source is logged as a warning again. */
const HEALTHY_AFTER_POLLS = 10;

const HEALTHY: ReadonlySet<HealthKind> = new Set(['new', 'ok', 'quiet']);

/** A source after a failure: the number of successful polls since the failure, and whether its recovery was logged. */
type Trouble = { readonly goodPolls: number; readonly isEndLogged: boolean };

/**
 * Returns listeners that log polls. The first failure of a source is a warning; further failures are debug lines until
 * `HEALTHY_AFTER_POLLS` polls in a row succeed. A change to bad health is a warning, unless the failure before it gave
 * the same advice.
 */
export const logPolls = (log: Log): PollListeners => {
  const troubles = new Map<SourceId, Trouble>();
  /** The advice that the last report logged, which a change of health does not repeat. */
  let advised: string | undefined;

  const onFailure = ({ id }: Source, { url, nextPollAt }: PollReport, { kind, detail }: Failure): void => {
    const fields = { source: id, kind, detail, url, next: nextPollAt };
    const trouble = troubles.get(id);
    if (trouble === undefined) {
      advised = adviceFor(kind);
      log.warn('source.fetch-failed', { ...fields, advice: advised });
    } else log.debug('source.fetch-failed', fields);
    troubles.set(id, { goodPolls: 0, isEndLogged: trouble?.isEndLogged ?? false });
  };

  const onSuccess = ({ id }: Source, { url }: PollReport): void => {
    const trouble = troubles.get(id);
    if (trouble === undefined) return;
    if (!trouble.isEndLogged) log.info('source.recovered', { source: id, url });
    const goodPolls = trouble.goodPolls + 1;
    if (goodPolls >= HEALTHY_AFTER_POLLS) troubles.delete(id);
    else troubles.set(id, { goodPolls, isEndLogged: true });
  };

  const onReport = (source: Source, report: PollReport): void => {
    advised = undefined;
    const { outcome, added, folded, revised, dropped, flooded, rejections } = report;
    if (outcome.kind === 'failed') {
      onFailure(source, report, outcome.failure);
      return;
    }
    if (outcome.kind === 'resting' || outcome.kind === 'offline') {
      log.debug('source.postponed', { source: source.id, ...reasonOf(outcome) });
      return;
    }
    onSuccess(source, report);
    const level = added + revised + dropped + rejections.length > 0 ? 'info' : 'debug';
    log[level]('source.polled', {
      source: source.id,
      added,
      folded,
      revised,
      dropped,
      rejected: rejections.length,
      flooded,
      truncated: outcome.kind === 'changed' ? outcome.truncated : undefined,
      next: report.nextPollAt,
    });
    for (const { reason, detail } of rejections)
      log.debug('item.rejected', { source: source.id, reason, detail });
  };

  const onHealth = ({ id }: Source, to: Health, from: Health | undefined): void => {
    const { kind, why, whatToDo } = to;
    const isAdvised = whatToDo !== undefined && whatToDo === advised;
    const fields = { source: id, from: from?.kind, to: kind, why };
    const level = levelOf(from?.kind, kind, isAdvised);
    log[level]('source.health-changed', isAdvised ? fields : { ...fields, whatToDo });
  };

  return {
    onReport,
    onHealth,
    onStoreFailure: ({ id }, error) =>
      log.error('store.write-failed', {
        source: id,
        reason: errorText(error),
        advice: 'The next poll takes in the articles that the source still lists.',
      }),
    onMistake: ({ id }, error) => log.error('source.poll-crashed', { source: id, reason: errorText(error) }),
  };
};

const reasonOf = (outcome: Extract<PollOutcome, { kind: 'resting' | 'offline' }>) =>
  outcome.kind === 'resting' ? { until: outcome.until } : { offline: outcome.failure.detail };

const levelOf = (from: HealthKind | undefined, to: HealthKind, isAdvised: boolean) => {
  if (!HEALTHY.has(to)) return isAdvised ? 'info' : 'warn';
  return from === undefined || HEALTHY.has(from) ? 'debug' : 'info';
};

/** Returns a listener that logs the beginning and end of a network outage; further failed attempts are debug lines. */
export const logNetwork = (log: Log): ((offline: Offline | undefined) => void) => {
  let since: Temporal.Instant | undefined;
  return (offline) => {
    if (offline === undefined) {
      log.info('network.online', { offlineSince: since });
      since = undefined;
      return;
    }
    const level = since === undefined ? 'warn' : 'debug';
    log[level]('network.offline', { reason: explainOffline(offline), next: offline.nextTryAt });
    since = offline.since;
  };
};
