import { adviceFor } from '../domain/source/advice.ts';
import type { FailureKind } from '../domain/source/failure.ts';
import type { PollReport } from '../domain/source/poll-report.ts';
import type { Source, SourceId } from '../domain/source/source.ts';
import type { PollListeners } from '../pipeline/poll-all.ts';
import type { Log } from '../pipeline/ports.ts';

/** Tells the log what polls came to: a failure when it begins or changes, and its end; the rest for those who ask. */
export const logPolls = (log: Log): PollListeners => {
  const failing = new Map<SourceId, FailureKind>();

  const onReport = (source: Source, report: PollReport): void => {
    const { outcome, url } = report;
    const next = report.nextPollAt?.toString({ smallestUnit: 'second' });
    if (outcome.kind === 'failed') {
      const { kind, detail } = outcome.failure;
      const fields = { source: source.id, kind, detail, url, next };
      if (failing.get(source.id) === kind) log.debug('source.fetch-failed', fields);
      else log.warn('source.fetch-failed', { ...fields, advice: adviceFor(kind) });
      failing.set(source.id, kind);
      return;
    }
    if (outcome.kind === 'resting') {
      log.debug('source.resting', {
        source: source.id,
        until: outcome.until.toString({ smallestUnit: 'second' }),
      });
      return;
    }
    if (failing.delete(source.id)) log.info('source.recovered', { source: source.id, url });
    const { added, folded, revised, dropped, rejections } = report;
    const told = added + revised + dropped + rejections.length > 0 ? log.info : log.debug;
    told('source.polled', {
      source: source.id,
      added,
      folded,
      revised,
      dropped,
      rejected: rejections.length,
      next,
    });
    for (const { reason, detail } of rejections)
      log.debug('item.rejected', { source: source.id, reason, detail });
  };

  return {
    onReport,
    onStoreFailure: (source, error) => {
      log.error('store.write-failed', { source: source.id, reason: messageOf(error) });
    },
  };
};

/** An error and what caused it, in one line. */
export const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`;
};
