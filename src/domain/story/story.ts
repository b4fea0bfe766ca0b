import type { Article, ArticleId } from '../article/article.ts';
import type { Brand, NonEmpty } from '../brand.ts';

/** The id of a story, in 16 characters of base32: the id of the article that created the story. */
export type StoryId = Brand<string, 'StoryId'>;

/** Why an article is in its story. */
export type Join = {
  readonly article: ArticleId;
  readonly reason: 'first' | 'same-url' | 'same-title' | 'same-event' | 'by-hand';
  /** The reason in words, as `why` prints it. */
  readonly detail: string;
  readonly score?: number;
};

/** The detail of a first report, except in a story that an editor parted from another story. */
export const FIRST_REPORT = 'the first report';

/** From this number of articles on, an equal address or title alone does not let a report join a story. */
export const MOST_REPORTS = 50;

/**
 * Maximum number of one outlet's reports in a story, except reports that an editor joins: an outlet must not fill the
 * story alone.
 */
export const MOST_OF_AN_OUTLET = 5;

/** The articles that report one event. The ids of the story never change, nor does the date after the announcement. */
export type Story = {
  readonly id: StoryId;
  /** The `tag:` URI (RFC 4151) of the story's entry. A new authority in the config does not change it. */
  readonly entryId: string;
  /** The articles in the order in which they joined. */
  readonly articles: NonEmpty<Article>;
  readonly joins: NonEmpty<Join>;
  /**
   * While the story is silent, the date of its first article. When the story is announced, the date of a report that
   * `announceStories` chooses, or the time of the announcement if that is more than a day later.
   */
  readonly published: Temporal.Instant;
  /**
   * When a later batch last added a report, or a title was last corrected that counts (`TITLES_THAT_UPDATE`); `published` if
   * neither happened after that date.
   */
  readonly updated: Temporal.Instant;
  /** When the story was announced; absent while the story is silent. */
  readonly announcedAt?: Temporal.Instant;
  /** When the story became important enough for the feeds of top stories, in which it stays. */
  readonly topAt?: Temporal.Instant;
  /** Stories that stay separate although a later article matched both, usually because both were announced before. */
  readonly related: readonly StoryId[];
};
