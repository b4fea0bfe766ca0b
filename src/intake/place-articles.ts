import type { Pause } from '../domain/ambient.ts';
import type { Article, ArticleId } from '../domain/article/article.ts';
import type { NonEmpty } from '../domain/brand.ts';
import type { Bridge } from '../domain/folding/placement.ts';
import type { Store } from '../domain/store/contract.ts';
import { bearStory, joinStory, relateStory, uniteStories } from '../domain/story/grow-story.ts';
import { type Join, MOST_REPORTS, type Story, type StoryId } from '../domain/story/story.ts';
import { inTurns } from './in-turns.ts';
import type { IntakeFolding } from './intake-folding.ts';
import type { Polled } from './poll-source.ts';

export type FreshArticle = {
  readonly article: Article;
  readonly silent: boolean;
  readonly polled: Polled;
  /** The stored story that holds another outlet's copy of the same page. */
  readonly copyOf?: Story;
};

type PlacingParts = {
  readonly folding: Pick<IntakeFolding, 'fill'>;
  readonly store: Pick<Store, 'story'>;
  readonly authority: string;
  /** Tags the articles of a story in the light of each other. */
  readonly tagStory: (articles: NonEmpty<Article>) => NonEmpty<Article>;
  readonly pause: Pause;
};

export type Placed = {
  /** The articles that joined a story which stood before them. */
  readonly joined: ReadonlySet<ArticleId>;
  /** The story of each article. */
  readonly storyOf: ReadonlyMap<ArticleId, StoryId>;
  /** Stories that are no more, with those that took them in. */
  readonly united: ReadonlyMap<StoryId, StoryId>;
};

/** Puts new articles into stories, stored ones and new ones, and writes the stories that changed into `stories`. */
export const placeArticles = async (
  fresh: readonly FreshArticle[],
  stories: Map<StoryId, Story>,
  parts: PlacingParts,
): Promise<Placed> => {
  const joined = new Set<ArticleId>();
  const united = new Map<StoryId, StoryId>();
  const storyOf = new Map<ArticleId, StoryId>();
  const freshById = new Map(fresh.map((one) => [one.article.id, one]));

  const withTags = (story: Story): Story => ({ ...story, articles: parts.tagStory(story.articles) });

  const born = new Set<StoryId>();
  const put = (one: FreshArticle, story: Story | undefined, join: Join): void => {
    const at = one.polled.at;
    if (story === undefined) born.add(one.article.id as string as StoryId);
    const grown =
      story === undefined
        ? bearStory(one.article, join, parts.authority)
        : // Nobody has seen a story of this moment yet, so that it is no update.
          withTags(joinStory(story, one.article, join, born.has(story.id) ? story.updated : at));
    stories.set(grown.id, grown);
    storyOf.set(one.article.id, grown.id);
    if (story !== undefined) joined.add(one.article.id);
  };

  const find = async (id: StoryId): Promise<Story | undefined> =>
    stories.get(id) ?? (await parts.store.story(id));

  const cross = async (article: ArticleId, { kind, story: id, score, detail }: Bridge): Promise<void> => {
    const home = storyOf.get(article);
    const story = home === undefined ? undefined : stories.get(home);
    const other = united.has(id) ? undefined : await find(id);
    if (story === undefined || other === undefined || story.id === other.id) return;
    if (kind === 'relate') {
      stories.set(story.id, relateStory(story, other.id));
      stories.set(other.id, relateStory(other, story.id));
      return;
    }
    const join = { reason: 'same-event', score, detail: `what came later showed it: as ${detail}` } as const;
    stories.set(story.id, withTags(uniteStories(story, other, join)));
    stories.delete(other.id);
    united.set(other.id, story.id);
  };

  const open: Article[] = [];
  for (const one of fresh) {
    await parts.pause();
    const story = one.copyOf === undefined ? undefined : (stories.get(one.copyOf.id) ?? one.copyOf);
    if (story === undefined || story.articles.length >= MOST_REPORTS) {
      open.push(one.article);
      continue;
    }
    const detail = `another outlet's copy of ${one.article.canonicalUrl}`;
    put(one, story, { article: one.article.id, reason: 'same-url', detail });
  }
  const now = fresh[0]?.polled.at;
  if (now === undefined) return { joined, storyOf, united };
  if (open.length === 0) return { joined, storyOf, united };
  const { placeInSteps } = await parts.folding.fill();
  const placements = await inTurns(placeInSteps(open, now), parts.pause);
  if (placements.length !== open.length)
    throw new Error(`${open.length} articles had ${placements.length} places`);
  for (const { article, into, join, bridges } of placements) {
    await parts.pause();
    const one = freshById.get(article.id);
    if (one === undefined) throw new Error(`the article ${article.id} was placed and did not arrive`);
    const id = into.kind === 'story' ? into.id : into.kind === 'with' ? storyOf.get(into.article) : undefined;
    const story = id === undefined ? undefined : await find(id);
    put(one, story, join);
    for (const bridge of bridges) await cross(article.id, bridge);
  }
  return { joined, storyOf, united };
};
