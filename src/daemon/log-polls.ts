import { errorText } from '../domain/error-text.ts';
import type { Log } from '../domain/log.ts';
import type { Failure } from '../domain/source/failure.ts';
import { adviceFor } from '../domain/source/health/advice.ts';
import type { PollReport } from '../domain/source/poll/poll-report.ts';
import type { Source, SourceId } from '../domain/source/source.ts';
import type { Health, HealthKind } from '../domain/source/source-state.ts';
import type { PollListeners } from '../intake/poll-all.ts';

/** A source that fails now and then is told of once: after so many good polls in a row a failure is news again. */
const WELL_AFTER_POLLS = 10;

const WELL: ReadonlySet<HealthKind> = new Set(['new', 'ok', 'quiet']);

/** A source that failed lately: how many polls in a row went well since, and whether its recovery was told. */
type Trouble = { readonly goodPolls: number; readonly isEndTold: boolean };

/**
 * Tells the log what polls came to. A failure is one warning when it begins and one line when it is over, an illness
 * one warning with what to do, and one line when it is over; all that repeats is for those who ask (debug). A failure that
 * is an illness at once, as that of a wrong address, is one warning.
 */
export const logPolls = (log: Log): PollListeners => {
  const troubles = new Map<SourceId, Trouble>();
  /** What the warning of the last report advised; the health that it led to is told next. */
  let advised: string | undefined;

  const onFailure = ({ id }: Source, { url, nextPollAt }: PollReport, { kind, detail }: Failure): void => {
    const fields = { source: id, kind, detail, url, next: nextPollAt };
    const trouble = troubles.get(id);
    if (trouble === undefined) {
      advised = adviceFor(kind);
      log.warn('source.fetch-failed', { ...fields, advice: advised });
    } else log.debug('source.fetch-failed', fields);
    troubles.set(id, { goodPolls: 0, isEndTold: trouble?.isEndTold ?? false });
  };

  const onSuccess = ({ id }: Source, { url }: PollReport): void => {
    const trouble = troubles.get(id);
    if (trouble === undefined) return;
    if (!trouble.isEndTold) log.info('source.recovered', { source: id, url });
    const goodPolls = trouble.goodPolls + 1;
    if (goodPolls >= WELL_AFTER_POLLS) troubles.delete(id);
    else troubles.set(id, { goodPolls, isEndTold: true });
  };

  const onReport = (source: Source, report: PollReport): void => {
    advised = undefined;
    const { outcome, added, folded, revised, dropped, flooded, rejections } = report;
    if (outcome.kind === 'failed') {
      onFailure(source, report, outcome.failure);
      return;
    }
    if (outcome.kind === 'resting') {
      log.debug('source.resting', { source: source.id, until: outcome.until });
      return;
    }
    onSuccess(source, report);
    const told = added + revised + dropped + rejections.length > 0 ? log.info : log.debug;
    told('source.polled', {
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
    const wasWell = from === undefined || WELL.has(from.kind);
    const { kind, why, whatToDo } = to;
    const isAdvised = whatToDo !== undefined && whatToDo === advised;
    const ofIll = isAdvised ? log.info : log.warn;
    const told = !WELL.has(kind) ? ofIll : wasWell ? log.debug : log.info;
    const fields = { source: id, from: from?.kind, to: kind, why };
    told('source.health', isAdvised ? fields : { ...fields, whatToDo });
  };

  return {
    onReport,
    onHealth,
    onStoreFailure: ({ id }, error) =>
      log.error('store.write-failed', { source: id, reason: errorText(error) }),
    onMistake: ({ id }, error) => log.error('source.mistake', { source: id, reason: errorText(error) }),
  };
};
