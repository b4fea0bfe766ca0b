/** A condition that a story meets if it has the words of the text, or one of the labels. */
export type SearchNeed = {
  readonly text: string;
  readonly labels: readonly Pick<StoryQuery, 'company' | 'topic' | 'outlet'>[];
};

export type StoryQuery = {
  /** Only stories with all of these labels; an absent label does not filter. */
  readonly company?: string;
  readonly topic?: string;
  readonly outlet?: string;
  readonly language?: string;
  /** Only stories that meet all of these conditions. */
  readonly words?: readonly SearchNeed[];
  /** Range of `published`: from (inclusive) and until (exclusive). */
  readonly from?: Temporal.Instant;
  readonly until?: Temporal.Instant;
  /** Only stories that have been announced in feeds. */
  readonly announcedOnly?: boolean;
  /** Only stories that were important enough for the feeds of top stories. */
  readonly topOnly?: boolean;
  /** Which stories: the newest by `published` (default), those announced last, or those that match the words best. */
  readonly order?: 'newest' | 'announced' | 'best';
  readonly limit: number;
};
