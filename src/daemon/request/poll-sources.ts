import { errorText } from '../../domain/error-text.ts';
import { counted, inJst } from '../../domain/explanation.ts';
import type { PollReport } from '../../domain/source/poll/poll-report.ts';
import type { Source } from '../../domain/source/source.ts';
import type { PollListeners } from '../../intake/poll-all.ts';
import type { PollRequest, RequestOutcome, Tell } from '../control/request.ts';
import { untilAborted } from '../until-aborted.ts';
import type { Works } from '../works.ts';

/**
 * One pass over the due or named sources: tells a line for each and a total. Fails where a source did, or the
 * signal came before all were asked.
 */
export const pollSources = async (
  works: Works,
  { sources, all, json }: PollRequest,
  tell: Tell,
  signal: AbortSignal,
  listeners: PollListeners,
): Promise<RequestOutcome> => {
  const { sources: known } = works.config();
  const unknown = sources.filter((id) => !known.some((source) => source.id === id));
  if (unknown.length > 0) {
    const text = `No source is called ${unknown.join(', ')}. The sources are: ${known.map(({ id }) => id).join(', ')}.`;
    tell({ kind: 'problem', text });
    return 'usage';
  }
  const named = known.filter(({ id }) => sources.includes(id));
  const chosen = named.length > 0 ? named : all ? known.filter(({ enabled }) => enabled) : works.due();
  const tally = { polled: 0, failed: 0, nameless: 0, added: 0, folded: 0, dropped: 0 };
  const open = new Set(chosen.map(({ id }) => id));
  const allTold = Promise.withResolvers<void>();
  const end = ({ id }: Source): void => {
    open.delete(id);
    tell({ kind: 'progress', done: chosen.length - open.size, total: chosen.length });
    if (open.size === 0) allTold.resolve();
  };
  const fail = (source: Source, what: string, error: unknown): void => {
    if (!open.has(source.id)) return;
    tally.failed += 1;
    tell({ kind: 'problem', text: `${source.id}: ${what}: ${errorText(error)}` });
    end(source);
  };
  // A source that is being asked already is not asked twice: what comes of it is told here, too.
  const unfollow = works.follow({
    onReport: (source, report) => {
      if (!open.has(source.id)) return;
      tally.polled += 1;
      tally.failed += report.outcome.kind === 'failed' ? 1 : 0;
      tally.nameless += report.outcome.kind === 'failed' && report.outcome.failure.kind === 'dns' ? 1 : 0;
      tally.added += report.added;
      tally.folded += report.folded;
      tally.dropped += report.dropped;
      tell({ kind: 'result', text: json ? JSON.stringify(report) : line(source, report) });
      end(source);
    },
    onMistake: (source, error) => fail(source, 'a mistake of ours', error),
    onStoreFailure: (source, error) => fail(source, 'not stored', error),
  });
  await works.poll(chosen, listeners, signal);
  if (open.size > 0) await Promise.race([allTold.promise, untilAborted(signal)]);
  unfollow();
  if (!json && chosen.length === 0) {
    const text = all
      ? 'No source is enabled.'
      : 'No source is due yet; name one to ask it now, or give --all.';
    tell({ kind: 'result', text });
  } else if (!json) {
    const { polled, failed, added, folded, dropped } = tally;
    const text = `${counted(polled, 'source')}: ${counted(added, 'new article')} (${folded} folded), ${dropped} dropped, ${failed} failed.`;
    tell({ kind: 'result', text });
  }
  if (tally.nameless > 1 && tally.nameless === tally.polled) tell({ kind: 'problem', text: NO_NAMES });
  if (open.size > 0) {
    tell({ kind: 'problem', text: `Not asked, since it was told to stop: ${[...open].join(', ')}.` });
  }
  return tally.failed + open.size === 0 ? 'done' : 'failed';
};

const NO_NAMES =
  'No name could be looked up: this machine has no network, or no name server that answers. The sources may be well.';

const line = ({ id }: Source, report: PollReport): string => {
  const { outcome } = report;
  const name = id.padEnd(28);
  switch (outcome.kind) {
    case 'changed': {
      const { added, folded, revised, dropped, flooded, rejections } = report;
      const parts = [
        `${added} new of ${outcome.listed}`,
        ...(folded > 0 ? [`${folded} folded`] : []),
        ...(revised > 0 ? [`${revised} corrected`] : []),
        ...(dropped > 0 ? [`${dropped} dropped`] : []),
        ...(rejections.length > 0 ? [`${rejections.length} unreadable`] : []),
        ...(flooded === undefined ? [] : [`${flooded} in no feed (flooding)`]),
        ...(outcome.truncated === undefined ? [] : [`${outcome.truncated} truncated`]),
      ];
      return `${name} ${parts.join(', ')}`;
    }
    case 'unchanged':
      return `${name} unchanged`;
    case 'resting':
      return `${name} rests until ${inJst(outcome.until)}`;
    case 'failed':
      return `${name} FAILED (${outcome.failure.kind}): ${outcome.failure.detail}`;
  }
};
