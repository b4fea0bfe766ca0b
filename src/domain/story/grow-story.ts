import type { Article } from '../article/article.ts';
import type { NonEmpty } from '../brand.ts';
import type { Join, Story, StoryId } from './story.ts';

/** A story's first moment: its id, entry id and date are given here and never again. */
export const bearStory = (article: Article, join: Join, authority: string): Story => ({
  id: article.id as string as StoryId,
  entryId: `tag:${authority}:${article.id}`,
  articles: [article],
  joins: [join],
  published: article.published,
  updated: article.published,
  related: [],
});

/** The story with one more article, which a reader sees in "also reported by". */
export const joinStory = (story: Story, article: Article, join: Join, updated: Temporal.Instant): Story => ({
  ...story,
  articles: [...story.articles, article],
  joins: [...story.joins, join],
  updated,
});

/** The story with a later revision of one of its articles. */
export const reviseInStory = (
  story: Story,
  article: Article,
  corrected: boolean,
  now: Temporal.Instant,
): Story => {
  const [first, ...rest] = story.articles;
  const latest = (old: Article): Article => (old.id === article.id ? article : old);
  const articles: NonEmpty<Article> = [latest(first), ...rest.map(latest)];
  return { ...story, articles, ...(corrected ? { updated: now } : {}) };
};

/** From this moment on the story stands in the feeds. Announcing again changes nothing. */
export const announceStory = (story: Story, now: Temporal.Instant): Story =>
  story.announcedAt === undefined ? { ...story, announcedAt: now } : story;
