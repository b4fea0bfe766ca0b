import type { Pause } from '../domain/ambient.ts';
import { latestOf } from '../domain/clock/jst-day.ts';
import { defined } from '../domain/defined.ts';
import { nextPollOf } from '../domain/source/poll/next-poll.ts';
import type { PollReport } from '../domain/source/poll/poll-report.ts';
import { recordIntake } from '../domain/source/poll/record-poll.ts';
import type { SpeakerOf } from '../domain/source/source.ts';
import type { SourceState } from '../domain/source/source-state.ts';
import type { Store } from '../domain/store/contract.ts';
import type { Announcements } from '../domain/story/announcements.ts';
import { hasOnlyCopies } from '../domain/story/grow-story.ts';
import type { Story, StoryId } from '../domain/story/story.ts';
import { announceStories, type News } from './announce-stories.ts';
import { apply, type Batch, type Counts, createBatch, dropOf } from './batch.ts';
import { type DecideContext, decide } from './decide.ts';
import { type Placed, placeArticles } from './place-articles.ts';
import type { Polled } from './poll-source.ts';
import type { IntakeFolding } from './ports.ts';
import { type KnownStore, recollect } from './recognise.ts';

export type IntakeStore = KnownStore & Pick<Store, 'commit'>;

/** Maximum number of items that are looked up in the store at once. */
const ITEMS_ASKED = 200;

export type IntakeContext = DecideContext & {
  readonly store: IntakeStore;
  readonly folding: IntakeFolding;
  /** The authority in `tag:` URIs. */
  readonly authority: string;
  readonly speakerOf: SpeakerOf;
  /** Resolves to the announcements of the last hour by speaker; called only if there is news. */
  readonly announcements: () => Promise<Announcements>;
  /** Maximum number of entries that a speaker announces in an hour. */
  readonly perOutlet: number;
  /** Returns whether a story is important enough for the feeds of top stories. */
  readonly isTop: (story: Story, at: Temporal.Instant) => boolean;
  /** Prepares what judging needs, with pauses for other work; called before items are judged. */
  readonly prepare: () => Promise<void>;
  readonly pause: Pause;
};

/**
 * Judges, folds and stores the items of several polls in one durable commit. Resolves to the report of each poll, in
 * their order; rejects if the store could not be read or written.
 */
export const takeIn = async (
  polls: readonly Polled[],
  context: IntakeContext,
): Promise<readonly PollReport[]> => {
  const { pause, store, folding, perOutlet } = context;
  const batch = createBatch();
  const items = inOrder(polls).flatMap((polled) => polled.arrived.map((arrived) => ({ arrived, polled })));
  if (items.length > 0) await context.prepare();
  for (let from = 0; from < items.length; from += ITEMS_ASKED) {
    const some = items.slice(from, from + ITEMS_ASKED);
    const candidates = some.map(({ arrived }) => arrived.candidate);
    const recollection = await recollect(candidates, store);
    for (const item of some) {
      await pause();
      apply(await decide(item, batch, recollection, context), item.arrived, item.polled, batch);
    }
  }
  const placed = await placeArticles(batch.fresh, batch.stories, context);
  const news = newsOf(batch, placed);
  const announcements = news.length === 0 ? undefined : await context.announcements();
  const flooded = announcements && announceStories(news, batch.stories, { ...context, announcements });
  countPlaced(batch, placed, flooded);
  const at = latestOf(polls.map((polled) => polled.at));
  const stories = [...batch.stories.values()].map((story) => enterTop(story, at, context));
  const united = placed.united.size === 0 ? undefined : [...placed.united.keys()];
  await store.commit({
    stories,
    drops: batch.drops,
    states: polls.flatMap((polled) => stateAfter(polled, batch.countsOf(polled), perOutlet) ?? []),
    ...defined({ at, united }),
  });
  for (const story of stories) {
    await pause();
    folding.accept([story]);
  }
  announcements?.accept(stories);
  return polls.map((polled) => reportOf(polled, batch.countsOf(polled)));
};

/** Marks an announced story with the moment of the first batch in which it is important enough for the top stories. */
const enterTop = (story: Story, at: Temporal.Instant | undefined, { isTop }: IntakeContext): Story =>
  at !== undefined && story.announcedAt !== undefined && story.topAt === undefined && isTop(story, at)
    ? { ...story, topAt: at }
    : story;

/** Sorts polls so that the order of answers does not change the stories; polls of aggregators come last. */
const inOrder = (polls: readonly Polled[]): readonly Polled[] =>
  polls.toSorted(
    ({ source: a }, { source: b }) => Number(a.aggregator) - Number(b.aggregator) || (a.id < b.id ? -1 : 1),
  );

/**
 * Returns the reports that may announce their stories, each with its current story: the `news` of the batch, and its
 * new articles that are not silent and do not only copy an old page (`hasOnlyCopies`).
 */
const newsOf = ({ fresh, news, stories }: Batch, { storyOf, united }: Placed): readonly News[] => {
  const homeOf = (story: StoryId): StoryId => {
    const home = united.get(story);
    return home === undefined ? story : homeOf(home);
  };
  const created = fresh.flatMap(({ article, silent, polled }) => {
    const id = storyOf.get(article.id);
    const story = silent || id === undefined ? undefined : stories.get(homeOf(id));
    return story === undefined || hasOnlyCopies(story, polled.at)
      ? []
      : [{ story: story.id, article, polled }];
  });
  return [...news.map((one) => ({ ...one, story: homeOf(one.story) })), ...created];
};

/** Counts the articles of a batch, and adds the surplus ones to its drops. */
const countPlaced = (
  { fresh, drops, countsOf }: Batch,
  { joined, surplus }: Placed,
  flooded: ReadonlyMap<Polled, number> | undefined,
): void => {
  for (const [polled, count] of flooded ?? []) if (!polled.isFirstRead) countsOf(polled).flooded = count;
  for (const { article, polled, wasDropped } of fresh) {
    const counts = countsOf(polled);
    const reason = surplus.get(article.id);
    if (reason !== undefined) {
      counts.dropped += 1;
      if (wasDropped) counts.stored -= 1;
      else drops.push(dropOf(article, polled, reason));
      continue;
    }
    counts.added += 1;
    if (joined.has(article.id)) counts.folded += 1;
  }
};

const stateAfter = (
  { source, state, at }: Polled,
  { flooded, stored }: Counts,
  perOutlet: number,
): SourceState | undefined => {
  if (state === undefined || stored + flooded === 0) return state;
  const flood = flooded === 0 ? undefined : { at, entries: flooded, perOutlet };
  return recordIntake(source, state, { at, stored, ...defined({ flood }) });
};

const reportOf = (polled: Polled, { flooded, stored: _, ...counts }: Counts): PollReport => ({
  source: polled.source.id,
  url: polled.url,
  outcome: polled.outcome,
  ...counts,
  ...(flooded === 0 ? {} : { flooded }),
  rejections: polled.rejections,
  ...defined({ durationMs: polled.durationMs, nextPollAt: nextPollOf(polled.state) }),
});
