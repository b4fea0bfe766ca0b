import type { Pause } from '../domain/ambient.ts';
import type { Article, ArticleId } from '../domain/article/article.ts';
import type { NonEmpty } from '../domain/brand.ts';
import type { Bridge, Placement } from '../domain/folding/placement.ts';
import type { SpeakerOf } from '../domain/source/source.ts';
import { inTurns } from '../domain/steps.ts';
import type { Store } from '../domain/store/contract.ts';
import { createStory, joinStory, relateStory, uniteStories } from '../domain/story/grow-story.ts';
import {
  type Join,
  MOST_OF_AN_OUTLET,
  MOST_REPORTS,
  type Story,
  type StoryId,
} from '../domain/story/story.ts';
import type { Polled } from './poll-source.ts';
import type { IntakeFolding } from './ports.ts';

/** A new article that is not in a story yet. */
export type FreshArticle = {
  readonly article: Article;
  /** True if the article is not news, so it does not announce its story. */
  readonly silent: boolean;
  readonly polled: Polled;
  /** True if the item was seen before, and dropped. */
  readonly wasDropped: boolean;
  /** The stored story with another outlet's article of the same page. */
  readonly copyOf?: Story;
};

type PlaceContext = {
  readonly folding: Pick<IntakeFolding, 'fill'>;
  readonly store: Pick<Store, 'storiesById'>;
  readonly authority: string;
  readonly speakerOf: SpeakerOf;
  readonly tagStory: (articles: NonEmpty<Article>) => NonEmpty<Article>;
  readonly pause: Pause;
};

export type Placed = {
  /** The new articles that joined an existing story, even if this batch created that story. */
  readonly joined: ReadonlySet<ArticleId>;
  readonly storyOf: ReadonlyMap<ArticleId, StoryId>;
  /** The new articles that are in no story, each with the reason in words; see `isSurplus`. */
  readonly surplus: ReadonlyMap<ArticleId, string>;
  /** Maps each united story to the story that took its articles. That story may be united later, too. */
  readonly united: ReadonlyMap<StoryId, StoryId>;
};

/** Puts articles into stories: adds new and changed stories to `stories`, and removes united stories from it. */
export const placeArticles = async (
  fresh: readonly FreshArticle[],
  stories: Map<StoryId, Story>,
  context: PlaceContext,
): Promise<Placed> => {
  const { folding, pause } = context;
  const { placed, load, find, put, bridge } = createPlacing(stories, context);
  const open: FreshArticle[] = [];
  for (const one of fresh) {
    await pause();
    const story = one.copyOf === undefined ? undefined : (stories.get(one.copyOf.id) ?? one.copyOf);
    if (story === undefined || story.articles.length >= MOST_REPORTS || hasCopyOf(story, one.article)) {
      open.push(one);
      continue;
    }
    const detail = `another outlet had already listed the page ${one.article.canonicalUrl}`;
    put(one, story, { article: one.article.id, reason: 'same-url', detail });
  }
  const now = fresh[0]?.polled.at;
  if (now === undefined || open.length === 0) return placed;
  const openById = new Map(open.map((one) => [one.article.id, one]));
  const articles = open.map(({ article }) => article);
  const { placeInSteps } = await folding.fill();
  const placements = await inTurns(placeInSteps(articles, now), pause);
  if (placements.length !== open.length)
    throw new Error(`${open.length} articles had ${placements.length} places`);
  await load(placements);
  for (const { article, into, join, bridges } of placements) {
    await pause();
    const one = openById.get(article.id);
    if (one === undefined) throw new Error(`the article ${article.id} was placed, but is not in this batch`);
    const id =
      into.kind === 'story' ? into.id : into.kind === 'with' ? placed.storyOf.get(into.article) : undefined;
    put(one, id === undefined ? undefined : find(id), join);
    for (const between of bridges) bridge(article.id, between);
  }
  return placed;
};

/** Returns whether a story already has a report of the article's page by the article's outlet. */
const hasCopyOf = ({ articles }: Story, { outlet, canonicalUrl }: Article): boolean =>
  articles.some((held) => held.outlet.id === outlet.id && held.canonicalUrl === canonicalUrl);

/**
 * Returns whether an article only repeats a page or a title of a story that has `MOST_OF_AN_OUTLET` reports of the
 * article's speaker. If it joined the story, the speaker could fill the story; as a story, it would repeat the entry.
 */
const isSurplus = ({ articles }: Story, article: Article, { reason }: Join, speakerOf: SpeakerOf): boolean =>
  (reason === 'same-url' || reason === 'same-title') &&
  articles.filter((held) => speakerOf(held) === speakerOf(article)).length >= MOST_OF_AN_OUTLET;

const createPlacing = (
  stories: Map<StoryId, Story>,
  { store, authority, tagStory, speakerOf }: PlaceContext,
) => {
  const joined = new Set<ArticleId>();
  const storyOf = new Map<ArticleId, StoryId>();
  const surplus = new Map<ArticleId, string>();
  const united = new Map<StoryId, StoryId>();
  const created = new Set<StoryId>();
  const withTags = (story: Story): Story => ({ ...story, articles: tagStory(story.articles) });
  const placed: Placed = { joined, storyOf, surplus, united };

  const stored = new Map<StoryId, Story>();

  /** Reads the stored stories that articles join, and the other stories that articles match. */
  const load = async (placements: readonly Placement[]): Promise<void> => {
    const ids = new Set<StoryId>();
    for (const { into, bridges } of placements) {
      if (into.kind === 'story') ids.add(into.id);
      for (const { story } of bridges) ids.add(story);
    }
    const missing = [...ids].filter((id) => !stories.has(id));
    for (const story of missing.length === 0 ? [] : await store.storiesById(missing))
      stored.set(story.id, story);
  };

  const find = (id: StoryId): Story | undefined => stories.get(id) ?? stored.get(id);

  const put = ({ article, polled }: FreshArticle, story: Story | undefined, join: Join): void => {
    if (story === undefined) {
      const first = createStory(article, join, authority);
      created.add(first.id);
      stories.set(first.id, first);
      storyOf.set(article.id, first.id);
      return;
    }
    if (isSurplus(story, article, join, speakerOf)) {
      const { source, outlet } = article;
      const whose = speakerOf(article) === outlet.id ? `of ${outlet.name}` : `that ${source} brought`;
      const limit = `which already has ${MOST_OF_AN_OUTLET} reports ${whose}, the maximum`;
      surplus.set(article.id, `the item repeats a report of the story ${story.id}, ${limit}`);
      return;
    }
    // Readers have not seen a story that this batch created, so its `updated` stays.
    const updated = created.has(story.id) ? story.updated : polled.at;
    stories.set(story.id, withTags(joinStory(story, article, join, updated)));
    storyOf.set(article.id, story.id);
    joined.add(article.id);
  };

  /** Relates or unites two stories: the story of an article, and another story that the article matches. */
  const bridge = (article: ArticleId, { kind, story: id, score, detail }: Bridge): void => {
    const home = storyOf.get(article);
    const story = home === undefined ? undefined : stories.get(home);
    const other = united.has(id) ? undefined : find(id);
    if (story === undefined || other === undefined || story.id === other.id) return;
    if (kind === 'relate') {
      stories.set(story.id, relateStory(story, other.id));
      stories.set(other.id, relateStory(other, story.id));
      return;
    }
    const join = {
      reason: 'same-event',
      score,
      detail: `the two stories became one when a later report came, which was compared with ${detail}`,
    } as const;
    stories.set(story.id, withTags(uniteStories(story, other, join)));
    stories.delete(other.id);
    united.set(other.id, story.id);
  };

  return { placed, load, find, put, bridge };
};
