import type { Article, ArticleId } from '../article/article.ts';
import type { NonEmpty } from '../brand.ts';
import { defined } from '../defined.ts';
import { isOld } from '../item/date/published-at.ts';
import type { Join, Story, StoryId } from './story.ts';

/** Maximum time by which a story may be dated before its announcement. */
export const DATED_BEFORE = Temporal.Duration.from({ hours: 24 });

/** Maximum number of stories to which a story is related. */
export const MOST_RELATED = 5;

/** Creates a silent story from its first article. `authority`: see `FeedSettings`. */
export const createStory = (article: Article, join: Join, authority: string): Story => ({
  id: article.id as string as StoryId,
  entryId: `tag:${authority}:${article.id}`,
  articles: [article],
  joins: [join],
  published: article.published,
  updated: article.published,
  related: [],
});

export const joinStory = (story: Story, article: Article, join: Join, updated: Temporal.Instant): Story => ({
  ...story,
  articles: [...story.articles, article],
  joins: [...story.joins, join],
  updated,
});

/** Returns the story with a later revision of one of its articles. `updates`: sets `updated` to `now`. */
export const reviseInStory = (
  story: Story,
  article: Article,
  updates: boolean,
  now: Temporal.Instant,
): Story => {
  const [first, ...rest] = story.articles;
  const latest = (old: Article): Article => (old.id === article.id ? article : old);
  const articles: NonEmpty<Article> = [latest(first), ...rest.map(latest)];
  return { ...story, articles, ...(updates ? { updated: now } : {}) };
};

/**
 * Returns the story as an entry of the feeds from `now` on; an announced story does not change. `date` becomes the date of
 * the story. If it is more than `DATED_BEFORE` before `now`, the story is dated `now`, because feed readers would list it
 * among old entries.
 */
export const announceStory = (story: Story, now: Temporal.Instant, date = story.published): Story => {
  if (story.announcedAt !== undefined) return story;
  const isEarly = Temporal.Instant.compare(date, now.subtract(DATED_BEFORE)) < 0;
  const published = isEarly ? now : date;
  const isUpdatedLater = Temporal.Instant.compare(story.updated, published) > 0;
  return { ...story, announcedAt: now, published, updated: isUpdatedLater ? story.updated : published };
};

/**
 * True if all reports of a story are old (`isOld`), except copies of the same page. Copies alone do not announce such a
 * story: every outlet can list an address of years ago.
 */
export const hasOnlyCopies = (story: Story, now: Temporal.Instant): boolean =>
  story.articles.every(({ id, published }) => isCopy(story, id) || isOld(published, now));

/** True if an article joined a story only because it copies a page of the story. */
export const isCopy = ({ joins }: Story, id: ArticleId): boolean =>
  joins.some(({ article, reason }) => article === id && reason === 'same-url');

/**
 * Unites two stories: the articles of `other` join `story`, whose id does not change. If only `other` is announced,
 * `story` takes its `announcedAt` and its date. If `story` lacks `topAt`, it takes the value of `other`. `join` says why
 * the first article of `other` joined.
 */
export const uniteStories = (story: Story, other: Story, join: Omit<Join, 'article'>): Story => {
  const { announcedAt, published } = other;
  const announced = announcedAt === undefined ? story : announceStory(story, announcedAt, published);
  const topAt = story.topAt ?? other.topAt;
  return {
    ...announced,
    articles: [...story.articles, ...other.articles],
    joins: [
      ...story.joins,
      ...other.joins.map((old) => (old.reason === 'first' ? { ...join, article: old.article } : old)),
    ],
    ...defined({ topAt }),
    related: [...new Set([...story.related, ...other.related])]
      .filter((id) => id !== story.id && id !== other.id)
      .slice(0, MOST_RELATED),
  };
};

/** Links a story to another story of its event. A story that has `MOST_RELATED` links does not change. */
export const relateStory = (story: Story, other: StoryId): Story =>
  story.related.includes(other) || story.id === other || story.related.length >= MOST_RELATED
    ? story
    : { ...story, related: [...story.related, other] };
