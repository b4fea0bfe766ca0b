import type { Article, ArticleId } from '../article/article.ts';
import type { Brand, NonEmpty } from '../brand.ts';

/** 16 characters of base32, given once: the id of the story's first article. */
export type StoryId = Brand<string, 'StoryId'>;

/** How an article came into its story. */
export type Join = {
  readonly article: ArticleId;
  readonly reason: 'first' | 'same-url' | 'same-title' | 'same-event' | 'by-hand';
  /** In words, for `why`. */
  readonly detail: string;
  readonly score?: number;
};

/** The detail of a first report, unless an editor parted the story from another one. */
export const FIRST_REPORT = 'the first report';

/** Maximum number of copies of one report in a story: no list of outlets brings more. */
export const MOST_REPORTS = 50;

/** The articles that report one event. Never empty; id and entry id never change, nor does the date once it is announced. */
export type Story = {
  readonly id: StoryId;
  /** `tag:` URI (RFC 4151), stored whole when the story is created, so that config edits never re-issue it. */
  readonly entryId: string;
  /** In the order they joined. */
  readonly articles: NonEmpty<Article>;
  readonly joins: NonEmpty<Join>;
  /** The date of its first article, or of its announcement if that came more than a day later. */
  readonly published: Temporal.Instant;
  /** Changes when a reader should see the entry as updated. */
  readonly updated: Temporal.Instant;
  /** When it first stood in a feed; absent while it is a new source's silent backlog. */
  readonly announcedAt?: Temporal.Instant;
  /** When it first was important enough for the feeds of top stories; it stays in them. */
  readonly topAt?: Temporal.Instant;
  /** Stories of the same event that were published separately before a later report connected them. */
  readonly related: readonly StoryId[];
};
