import type { Digest, Pause } from '../domain/ambient.ts';
import type { Article, ArticleId, IdentityKey } from '../domain/article/article.ts';
import { correctArticle } from '../domain/article/correct-article.ts';
import { identityKeys, urlKey } from '../domain/article/identity-keys.ts';
import { isSameItem } from '../domain/article/is-same-item.ts';
import type { NonEmpty } from '../domain/brand.ts';
import { defined } from '../domain/defined.ts';
import type { Drop } from '../domain/item/drop.ts';
import type { Arrived } from '../domain/item/normalise-document.ts';
import type { Candidate } from '../domain/item/normalise-item.ts';
import type { PollReport } from '../domain/source/poll/poll-report.ts';
import { recordFlood } from '../domain/source/poll/record-flood.ts';
import type { Source } from '../domain/source/source.ts';
import type { SourceState } from '../domain/source/source-state.ts';
import type { Store } from '../domain/store/contract.ts';
import type { Announcements } from '../domain/story/announcements.ts';
import { reviseInStory } from '../domain/story/grow-story.ts';
import type { Story, StoryId } from '../domain/story/story.ts';
import { announceStories, type News } from './announce-stories.ts';
import type { IntakeFolding } from './intake-folding.ts';
import type { Judgement } from './judge-candidate.ts';
import { type FreshArticle, type Placed, placeArticles } from './place-articles.ts';
import type { Polled } from './poll-source.ts';
import { recognise } from './recognise.ts';

/** The part of the store that an intake needs. */
export type IntakeStore = Pick<Store, 'knows' | 'storyOf' | 'story' | 'commit'>;

export type IntakeParts = {
  readonly store: IntakeStore;
  readonly folding: IntakeFolding;
  readonly judge: (candidate: Candidate, source: Source) => Judgement;
  /** All that are configured: who brought a stored article, and may revise it. */
  readonly sources: readonly Source[];
  readonly authority: string;
  readonly digest: Digest;
  /** Tags the articles of a story in the light of each other. */
  readonly tagStory: (articles: NonEmpty<Article>) => NonEmpty<Article>;
  readonly announcements: Announcements;
  /** How many entries an outlet announces in an hour at most. */
  readonly perOutlet: number;
  readonly pause: Pause;
};

/** What one intake has come to so far; the stories in it are what will be stored. */
type Draft = {
  readonly stories: Map<StoryId, Story>;
  readonly fresh: FreshArticle[];
  readonly freshByKey: Map<IdentityKey, readonly Article[]>;
  readonly drops: Drop[];
  /** Stored stories in silence that somebody else reports as news. */
  readonly news: News[];
  readonly counts: Map<Polled, Counts>;
};

type Counts = { added: number; folded: number; revised: number; dropped: number; flooded: number };

/**
 * Judges, folds and stores what several polls brought, in one durable step: all of it is stored when this
 * resolves. Rejects when the store could not write; then nothing of it counts, and the sources will be asked again.
 */
export const takeIn = async (
  polls: readonly Polled[],
  parts: IntakeParts,
): Promise<readonly PollReport[]> => {
  const draft: Draft = {
    stories: new Map(),
    fresh: [],
    freshByKey: new Map(),
    drops: [],
    news: [],
    counts: new Map(
      polls.map((polled) => [polled, { added: 0, folded: 0, revised: 0, dropped: 0, flooded: 0 }]),
    ),
  };
  for (const polled of inOrder(polls)) {
    for (const arrived of polled.arrived) {
      await parts.pause();
      await sortIn(arrived, polled, draft, parts);
    }
  }
  const placed = await placeArticles(draft.fresh, draft.stories, parts);
  const { joined, united } = placed;
  for (const [polled, flooded] of announceStories(newsOf(draft, placed), draft.stories, parts))
    countsOf(draft, polled).flooded = flooded;
  for (const { article, polled } of draft.fresh) {
    const counts = countsOf(draft, polled);
    counts.added += 1;
    if (joined.has(article.id)) counts.folded += 1;
  }
  const states = polls.flatMap(
    (polled) => stateAfter(polled, countsOf(draft, polled), parts.perOutlet) ?? [],
  );
  const stories = [...draft.stories.values()];
  const at = polls
    .map((polled) => polled.at)
    .toSorted((a, b) => Temporal.Instant.compare(a, b))
    .at(-1);
  await parts.store.commit({
    ...defined({ at }),
    stories,
    drops: draft.drops,
    states,
    ...(united.size === 0 ? {} : { united: [...united.keys()] }),
  });
  for (const story of stories) {
    await parts.pause();
    parts.folding.accept([story]);
  }
  parts.announcements.accept(stories);
  return polls.map((polled) => reportOf(polled, countsOf(draft, polled)));
};

/** All that asks for an entry: new articles, and stored ones that were silent; each by the story that it is in now. */
const newsOf = ({ fresh, news }: Draft, { storyOf, united }: Placed): readonly News[] => {
  const homeOf = (story: StoryId): StoryId => {
    const home = united.get(story);
    return home === undefined ? story : homeOf(home);
  };
  const born = fresh.flatMap(({ article, silent, polled }) => {
    const story = storyOf.get(article.id);
    return silent || story === undefined ? [] : [{ story, article, polled }];
  });
  return [...news, ...born].map((one) => ({ ...one, story: homeOf(one.story) }));
};

const stateAfter = (
  { source, state, at }: Polled,
  { flooded }: Counts,
  perOutlet: number,
): SourceState | undefined =>
  state === undefined || flooded === 0
    ? state
    : recordFlood(source, state, { at, entries: flooded, perOutlet });

/** The same polls give the same stories, whichever answered first. What an outlet says itself comes before what aggregators say for it. */
const inOrder = (polls: readonly Polled[]): readonly Polled[] =>
  polls.toSorted(
    ({ source: a }, { source: b }) => Number(a.aggregator) - Number(b.aggregator) || (a.id < b.id ? -1 : 1),
  );

const sortIn = async (
  { candidate, silent }: Arrived,
  polled: Polled,
  draft: Draft,
  parts: IntakeParts,
): Promise<void> => {
  const keys = identityKeys(candidate);
  const twins = keys.flatMap((key) => draft.freshByKey.get(key) ?? []);
  const twin = twins.find((fresh) => isTwin(fresh, candidate));
  if (twin !== undefined) {
    if (!silent) announceTwin(twin, draft);
    return;
  }
  const recognition = await recognise(candidate, parts.store);
  if (recognition.kind === 'forgotten') return;
  if (recognition.kind === 'again') {
    if (revise(recognition.story, recognition.article.id, candidate, polled, draft, parts)) {
      countsOf(draft, polled).revised += 1;
    }
    // One source's silent backlog may be another's news.
    if (!silent && recognition.article.source !== candidate.source)
      askToAnnounce(recognition.story, candidate, polled, draft);
    return;
  }
  const judgement = parts.judge(
    recognition.isGuidReused ? underItsUrl(candidate, parts) : candidate,
    polled.source,
  );
  if (judgement.kind === 'dropped') {
    const { source, title, link } = candidate;
    draft.drops.push({ keys, source, title, link, at: polled.at, reason: judgement.reason });
    countsOf(draft, polled).dropped += 1;
    return;
  }
  const { article } = judgement;
  const { copyOf } = recognition;
  draft.fresh.push({ article, silent, polled, ...defined({ copyOf }) });
  for (const key of identityKeys(article))
    draft.freshByKey.set(key, [...(draft.freshByKey.get(key) ?? []), article]);
};

/** Two items of one document are one only where they carry one id: a document knows its own items apart. */
const isTwin = (fresh: Article, candidate: Candidate): boolean =>
  fresh.source === candidate.source ? fresh.id === candidate.id : isSameItem(fresh, candidate);

const revise = (
  stored: Story,
  id: ArticleId,
  candidate: Candidate,
  polled: Polled,
  draft: Draft,
  parts: IntakeParts,
): boolean => {
  const story = draft.stories.get(stored.id) ?? stored;
  const article = story.articles.find((held) => held.id === id);
  const revision =
    article === undefined ? undefined : correctArticle(article, candidate, polled.source, parts.sources);
  if (revision === undefined) return false;
  const revised = reviseInStory(story, revision.article, revision.corrected, polled.at);
  // A corrected title may name another company.
  const tagged = revision.corrected ? { ...revised, articles: parts.tagStory(revised.articles) } : revised;
  draft.stories.set(story.id, tagged);
  return true;
};

const askToAnnounce = (stored: Story, article: Candidate, polled: Polled, draft: Draft): void => {
  const story = draft.stories.get(stored.id) ?? stored;
  if (story.announcedAt !== undefined) return;
  draft.stories.set(story.id, story);
  draft.news.push({ story: story.id, article, polled });
};

const announceTwin = (twin: Article, draft: Draft): void => {
  const at = draft.fresh.findIndex(({ article }) => article.id === twin.id);
  const one = draft.fresh[at];
  if (one !== undefined) draft.fresh[at] = { ...one, silent: false };
};

/** An item whose guid names another article is known by its address alone. */
const underItsUrl = ({ guid: _, ...rest }: Candidate, { digest }: IntakeParts): Candidate => ({
  ...rest,
  id: digest(`${rest.outlet.id} ${urlKey(rest.canonicalUrl)}`) as ArticleId,
});

const countsOf = (draft: Draft, polled: Polled): Counts => {
  const counts = draft.counts.get(polled);
  if (counts === undefined) throw new Error(`no counts for ${polled.source.id}`);
  return counts;
};

const reportOf = (polled: Polled, { flooded, ...counts }: Counts): PollReport => ({
  source: polled.source.id,
  url: polled.url,
  outcome: polled.outcome,
  ...counts,
  ...(flooded === 0 ? {} : { flooded }),
  rejections: polled.rejections,
  durationMs: polled.durationMs,
  ...defined({ nextPollAt: polled.state?.nextPollAt }),
});
