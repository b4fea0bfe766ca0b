import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../domain/ambient.ts';
import type { ArticleId } from '../../domain/article/article.ts';
import type { Config } from '../../domain/config.ts';
import { counted } from '../../domain/explanation.ts';
import { createFolding } from '../../domain/folding/fold-articles.ts';
import type { FoldChange } from '../../domain/folding/refold.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { Story, StoryId } from '../../domain/story/story.ts';
import { type FoldDifference, rejudgeFolds } from '../../replay/rejudge-folds.ts';
import { replayFolds } from '../../replay/replay-folds.ts';
import { createRetagger, type Retagged } from '../../replay/replay-tags.ts';
import { createPause } from '../../system/create-pause.ts';
import type { Emit, RequestOutcome } from '../control/output.ts';
import type { RequestOf } from '../control/read-request.ts';

/** Maximum number of stories in a commit of new tags, so that polls do not wait long. */
const AT_ONCE = 100;

/** Number of stories between two pauses for other work. */
const STORIES_A_TURN = 20;

type ReplaySetup = {
  readonly store: Store;
  readonly config: Config;
  readonly now: Clock;
  /** Runs a step while no other work changes a story. Absent if differences are only printed. */
  readonly apply?: (step: () => Promise<void>) => Promise<void>;
  /** Called with stories that changed, after they are stored: those of `folds.yaml`, and those of the folding window. */
  readonly onChanged?: (stories: readonly Story[]) => void;
};

type Retag = ReturnType<typeof createRetagger>;

/**
 * Compares the stored tags and folds with today's rules. Outside the folding window, stored folds are compared only with
 * `folds.yaml`. Emits each difference if `verbose` or `json`, and totals unless `json`. With `apply`, writes the new tags
 * and the folds of `folds.yaml`, but never other differences in folding.
 */
export const replayStore = async (
  parts: ReplaySetup,
  { verbose, json }: Omit<RequestOf<'replay'>, 'kind'>,
  emit: Emit,
  signal: AbortSignal,
): Promise<RequestOutcome> => {
  const { store, config, apply } = parts;
  const retag = createRetagger(config);
  const byHand = await replayFolds(store, config, parts.now());
  const { changes } = byHand;
  const tell = (found: object, text: () => string): void => {
    if (json || verbose) emit({ kind: 'result', text: json ? JSON.stringify(found) : text() });
  };
  for (const change of changes) tell(change, () => foldLines(change));
  const differences = await rejudge(parts, byHand.stories);
  for (const difference of differences) tell(difference, () => foldLines(difference));
  const tally = { looked: 0, added: 0, removed: 0, reworded: 0 };
  const differing: StoryId[] = [];
  const total = store.health().stories;
  for await (const slice of store.each({})) {
    if (signal.aborted) return stopped(emit, { folds: 0, tagged: 0 });
    for (const story of slice) {
      tally.looked += 1;
      if (tally.looked % STORIES_A_TURN === 0) {
        emit({ kind: 'progress', done: tally.looked, total });
        await setImmediate();
      }
      const retagged = retag(story);
      if (retagged === undefined) continue;
      differing.push(story.id);
      for (const { change } of retagged.articles) {
        tally.added += change.added.length;
        tally.removed += change.removed.length;
        tally.reworded += change.reworded.length;
      }
      tell(difference(retagged), () => lines(retagged));
    }
  }
  if (!json)
    emit({ kind: 'result', text: sum({ ...tally, stories: differing.length }, changes, differences) });
  if (apply !== undefined && changes.length > 0) await apply(() => writeFolds(parts, retag));
  for (let n = 0; apply !== undefined && n < differing.length; n += AT_ONCE) {
    if (signal.aborted) return stopped(emit, { folds: changes.length, tagged: n });
    await apply(() => write(parts, differing.slice(n, n + AT_ONCE), retag));
    emit({ kind: 'progress', done: Math.min(n + AT_ONCE, differing.length), total: differing.length });
  }
  if (!json && differing.length + changes.length > 0) {
    const text =
      apply === undefined
        ? 'Nothing was written. Use --apply to write the new tags, and the splits and joins of folds.yaml.'
        : 'Written.';
    emit({ kind: 'result', text });
  }
  return 'done';
};

/**
 * Resolves to what today's rules fold differently in the folding window. `byHand`: the stories that `folds.yaml` would
 * change, in their changed form.
 */
const rejudge = async (
  { store, config: { fold }, now }: ReplaySetup,
  byHand: readonly Story[],
): Promise<readonly FoldDifference[]> => {
  const slices = await Array.fromAsync(store.gainedSince(now().subtract({ milliseconds: fold.windowMs })));
  const stored = slices.flat();
  const inWindow = idsOf(stored);
  const settled = idsOf(byHand);
  const stories = [
    ...stored.filter(({ articles }) => !settled.has(articles[0].id)),
    ...byHand.filter(({ articles }) => articles.some(({ id }) => inWindow.has(id))),
  ];
  return rejudgeFolds(stories, createFolding(fold), createPause());
};

const idsOf = (stories: readonly Story[]): ReadonlySet<ArticleId> =>
  new Set(stories.flatMap(({ articles }) => articles.map(({ id }) => id)));

/** Reads stories again, because they may have changed since the differences were found. Commits their new tags. */
const write = async (
  { store, config, now, onChanged }: ReplaySetup,
  ids: readonly StoryId[],
  retag: Retag,
): Promise<void> => {
  const stories = (await Promise.all(ids.map(store.story))).flatMap(
    (story) => (story && retag(story))?.story ?? [],
  );
  await store.commit({ stories, drops: [], states: [] });
  const beginsMs = now().epochMilliseconds - config.fold.windowMs;
  onChanged?.(
    stories.filter(({ articles }) =>
      articles.some(({ firstSeenAt }) => firstSeenAt.epochMilliseconds >= beginsMs),
    ),
  );
};

/** Folds by `folds.yaml` again, because stories may have changed in the meantime. Commits the result. */
const writeFolds = async ({ store, config, now, onChanged }: ReplaySetup, retag: Retag): Promise<void> => {
  const { stories, united } = await replayFolds(store, config, now());
  const tagged = stories.map((story) => retag(story)?.story ?? story);
  await store.commit({ stories: tagged, drops: [], states: [], united });
  onChanged?.(tagged);
};

const stopped = (
  emit: Emit,
  { folds, tagged }: { readonly folds: number; readonly tagged: number },
): RequestOutcome => {
  const written = [
    ...(folds > 0 ? ['the splits and joins of folds.yaml'] : []),
    ...(tagged > 0 ? [`the new tags of ${counted(tagged, 'story')}`] : []),
  ];
  const done = written.length === 0 ? 'nothing is written' : `only ${written.join(' and ')} are written`;
  emit({ kind: 'problem', text: `Stopped before the end: ${done}. Run the command again for the rest.` });
  return 'failed';
};

type Tally = Readonly<Record<'looked' | 'stories' | 'added' | 'removed' | 'reworded', number>>;

const sum = (
  { looked, stories, added, removed, reworded }: Tally,
  changes: readonly FoldChange[],
  differences: readonly FoldDifference[],
): string => {
  // The splits come first.
  const byKind = Map.groupBy(changes, ({ kind }) => kind);
  const folds = Array.from(byKind, ([kind, some]) => `${some.length} ${kind}`).join(', ');
  const tags =
    stories === 0
      ? `${counted(looked, 'story')}: today's rules give the same tags.`
      : `${stories} of ${counted(looked, 'story')}: ${counted(added, 'tag')} added, ${removed} removed, ${reworded} earned by other words.`;
  const apart = differences.filter(({ kind }) => kind === 'would-part').length;
  const rejudged =
    differences.length === 0
      ? []
      : [
          `In the fold window: today's rules would split ${counted(apart, 'story')}, and join ${differences.length - apart} with others; this is never written.`,
        ];
  return [...(folds === '' ? [] : [`By folds.yaml: ${folds}.`]), ...rejudged, tags].join('\n');
};

const VERBS = {
  split: 'loses',
  joined: 'takes in',
  'would-part': 'would lose',
  'would-join': 'would take in',
} as const;

const foldLines = ({ kind, story, title, others }: FoldChange | FoldDifference): string =>
  [
    `${story} ${VERBS[kind]}  ${title}`,
    ...others.map((other) => `  ${'story' in other ? other.story : other.article}  ${other.title}`),
  ].join('\n');

const difference = ({ story, articles }: Retagged): object => ({
  story: story.id,
  articles: articles.map(({ article, change }) => ({ id: article.id, ...change })),
});

const lines = ({ story, articles }: Retagged): string =>
  articles
    .map(({ article, change: { added, removed, reworded } }) => {
      const marks = [
        ...added.map((name) => `+${name}`),
        ...removed.map((name) => `-${name}`),
        ...reworded.map((name) => `~${name}`),
      ];
      return `${story.id} ${marks.join(' ')}  ${article.title}`;
    })
    .join('\n');
