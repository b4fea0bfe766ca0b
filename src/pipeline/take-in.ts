import type { Article, ArticleId, IdentityKey } from '../domain/article/article.ts';
import { correctArticle } from '../domain/article/correct-article.ts';
import { identityKeys, urlKey } from '../domain/article/identity-keys.ts';
import { isSameItem } from '../domain/article/is-same-item.ts';
import type { NonEmpty } from '../domain/brand.ts';
import type { Drop } from '../domain/item/drop.ts';
import type { Arrived } from '../domain/item/normalise-document.ts';
import type { Candidate } from '../domain/item/normalise-item.ts';
import type { PollReport } from '../domain/source/poll-report.ts';
import type { Source } from '../domain/source/source.ts';
import type { Folder } from '../domain/story/fold-articles.ts';
import { announceStory, reviseInStory } from '../domain/story/grow-story.ts';
import type { Story, StoryId } from '../domain/story/story.ts';
import type { Judgement } from './judge-candidate.ts';
import { type FreshArticle, placeArticles } from './place-articles.ts';
import type { Polled } from './poll-source.ts';
import type { Digest, Store } from './ports.ts';
import { recognise } from './recognise.ts';

/** The part of the store that an intake needs. */
export type IntakeStore = Pick<Store, 'knows' | 'storyOf' | 'story' | 'commit'>;

export type IntakeParts = {
  readonly store: IntakeStore;
  readonly folder: Folder;
  readonly judge: (candidate: Candidate, source: Source) => Judgement;
  /** All that are configured: who brought a stored article, and may revise it. */
  readonly sources: readonly Source[];
  readonly authority: string;
  readonly digest: Digest;
  /** Tags the articles of a story in the light of each other. */
  readonly tagStory: (articles: NonEmpty<Article>) => NonEmpty<Article>;
};

/** What one intake has come to so far; the stories in it are what will be stored. */
type Draft = {
  readonly stories: Map<StoryId, Story>;
  readonly fresh: FreshArticle[];
  readonly freshByKey: Map<IdentityKey, readonly Article[]>;
  readonly drops: Drop[];
  readonly counts: Map<Polled, Counts>;
};

type Counts = { added: number; folded: number; revised: number; dropped: number };

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
    counts: new Map(polls.map((polled) => [polled, { added: 0, folded: 0, revised: 0, dropped: 0 }])),
  };
  for (const polled of inOrder(polls)) {
    for (const arrived of polled.arrived) await sortIn(arrived, polled, draft, parts);
  }
  const { joined, united } = await placeArticles(draft.fresh, draft.stories, parts);
  for (const { article, polled } of draft.fresh) {
    const counts = countsOf(draft, polled);
    counts.added += 1;
    if (joined.has(article.id)) counts.folded += 1;
  }
  const states = polls.flatMap(({ state }) => (state === undefined ? [] : [state]));
  const stories = [...draft.stories.values()];
  await parts.store.commit({
    stories,
    drops: draft.drops,
    states,
    ...(united.length === 0 ? {} : { united }),
  });
  parts.folder.accept(stories);
  return polls.map((polled) => reportOf(polled, countsOf(draft, polled)));
};

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
      announce(recognition.story, polled, draft);
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
  draft.fresh.push({ article, silent, polled, ...(copyOf === undefined ? {} : { copyOf }) });
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

const announce = (stored: Story, polled: Polled, draft: Draft): void => {
  const story = draft.stories.get(stored.id) ?? stored;
  if (story.announcedAt === undefined) draft.stories.set(story.id, announceStory(story, polled.at));
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

const reportOf = (polled: Polled, counts: Counts): PollReport => ({
  source: polled.source.id,
  url: polled.url,
  outcome: polled.outcome,
  ...counts,
  rejections: polled.rejections,
  durationMs: polled.durationMs,
  ...(polled.state?.nextPollAt === undefined ? {} : { nextPollAt: polled.state.nextPollAt }),
});
