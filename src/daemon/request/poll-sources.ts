import { errorText } from '../../domain/error-text.ts';
import { counted, inJst } from '../../domain/explanation.ts';
import { explainOffline } from '../../domain/network/judge-network.ts';
import { nearestSources } from '../../domain/source/nearest-sources.ts';
import { NEVER } from '../../domain/source/poll/next-poll.ts';
import type { PollReport } from '../../domain/source/poll/poll-report.ts';
import type { Source } from '../../domain/source/source.ts';
import type { PollListeners } from '../../intake/poll-all.ts';
import type { Emit, RequestOutcome } from '../control/output.ts';
import type { RequestOf } from '../control/read-request.ts';
import type { Pipeline } from '../pipeline.ts';
import { delay, endedOrAborted } from '../wait.ts';

type Poller = { readonly pipeline: Pipeline; readonly listeners: PollListeners };

type Tally = Record<'polled' | 'failed' | 'offline' | 'added' | 'folded' | 'dropped', number>;

/** Interval at which sources without an outcome are polled again, in milliseconds. */
const LOOK_MS = 250;

/**
 * Polls the sources of a request. Emits a line for each source and, unless `json`, a total. Fails if a source fails or
 * is not polled before an abort; an unknown name is wrong usage.
 */
export const pollSources = async (
  { pipeline, listeners }: Poller,
  { sources, all, json }: RequestOf<'poll'>,
  emit: Emit,
  signal: AbortSignal,
): Promise<RequestOutcome> => {
  const { sources: known } = pipeline.config();
  const unknown = sources.filter((id) => !known.some((one) => one.id === id));
  if (unknown.length > 0) {
    for (const id of unknown) emit({ kind: 'problem', text: notASource(id, known) });
    return 'usage';
  }
  const named = known.filter(({ id }) => sources.includes(id));
  const chosen = named.length > 0 ? named : all ? known.filter(({ enabled }) => enabled) : pipeline.due();
  const { listeners: own, tally, open, ended } = followPolls(chosen, json, emit);
  // A source whose poll is in progress is not polled twice; the outcome of that poll is emitted here, too.
  const unfollow = pipeline.follow(own);
  await pipeline.poll(chosen, listeners, signal);
  while (open.size > 0 && !signal.aborted) {
    await endedOrAborted(Promise.race([ended, delay(LOOK_MS)]), signal);
    // A poll may have ended just before this command followed it, so its source is polled again.
    const silent = chosen.filter(({ id }) => open.has(id));
    await pipeline.poll(silent, listeners, signal);
  }
  unfollow();
  if (!json) emit({ kind: 'result', text: chosen.length === 0 ? noneDue(known) : total(tally) });
  const offline = tally.offline === 0 ? undefined : pipeline.network.offline();
  if (offline !== undefined) emit({ kind: 'problem', text: explainOffline(offline) });
  if (open.size > 0) {
    emit({ kind: 'problem', text: `Not polled, because the command was stopped: ${[...open].join(', ')}.` });
  }
  return tally.failed + open.size === 0 ? 'done' : 'failed';
};

/** Returns listeners that emit and count the outcomes of polls; `open` has the chosen sources without an outcome. */
const followPolls = (chosen: readonly Source[], json: boolean, emit: Emit) => {
  const tally: Tally = { polled: 0, failed: 0, offline: 0, added: 0, folded: 0, dropped: 0 };
  const open = new Set(chosen.map(({ id }) => id));
  const ended = Promise.withResolvers<void>();
  const end = ({ id }: Source): void => {
    open.delete(id);
    emit({ kind: 'progress', done: chosen.length - open.size, total: chosen.length });
    if (open.size === 0) ended.resolve();
  };
  const fail = (source: Source, what: string): void => {
    if (!open.has(source.id)) return;
    tally.failed += 1;
    emit({ kind: 'problem', text: `${source.id}: ${what}` });
    end(source);
  };
  const listeners: PollListeners = {
    onReport: (source, report) => {
      if (!open.has(source.id)) return;
      const { kind } = report.outcome;
      tally.polled += 1;
      tally.failed += kind === 'failed' || kind === 'offline' ? 1 : 0;
      tally.offline += kind === 'offline' ? 1 : 0;
      tally.added += report.added;
      tally.folded += report.folded;
      tally.dropped += report.dropped;
      emit({ kind: 'result', text: json ? JSON.stringify(report) : line(source, report) });
      end(source);
    },
    onMistake: (source, error) => fail(source, `a bug in Kawaraban, please report it: ${errorText(error)}`),
    onStoreFailure: (source, error) =>
      fail(source, `${errorText(error)}. The next poll takes in the articles that the source still lists.`),
  };
  return { listeners, tally, open, ended: ended.promise };
};

/** Maximum number of sources that a message lists; if there are more, it lists none. */
const MOST_LISTED = 24;

const notASource = (written: string, sources: readonly Source[]): string => {
  const near = nearestSources(written, sources);
  if (near.length > 0) return `No source is called ${written}; did you mean ${either(near)}?`;
  if (sources.length === 0) return `No source is called ${written}: the config has no sources. ${ADD_ONE}`;
  return sources.length <= MOST_LISTED
    ? `No source is called ${written}. The sources are: ${sources.map(({ id }) => id).join(', ')}.`
    : `No source is called ${written}. \`kawaraban sources\` lists all ${sources.length}.`;
};

const either = (ids: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'disjunction' }).format(ids);

const noneDue = (sources: readonly Source[]): string => {
  if (sources.some(({ enabled }) => enabled))
    return 'No source is due. Name a source to poll it now, or give --all.';
  return sources.length === 0
    ? `The config has no sources. ${ADD_ONE}`
    : 'No source is enabled. Enable one in sources.yaml, or add one with `kawaraban add URL`.';
};

const ADD_ONE = '`kawaraban add URL` adds one.';

const total = ({ polled, added, folded, dropped, failed }: Tally): string =>
  `${counted(polled, 'source')} polled, ${failed} failed: ${counted(added, 'new article')} (${folded} folded), ${dropped} dropped.`;

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
        ...(outcome.truncated === undefined ? [] : [`${outcome.truncated} not taken in`]),
      ];
      return `${name} ${parts.join(', ')}`;
    }
    case 'unchanged':
      return `${name} unchanged`;
    case 'resting':
      return outcome.until.equals(NEVER)
        ? `${name} not asked, because its outlet has ended the feed`
        : `${name} postponed until ${inJst(outcome.until)}, because its server could not or would not answer`;
    case 'failed':
    case 'offline':
      return `${name} FAILED (${outcome.failure.kind}): ${outcome.failure.detail}`;
  }
};
