/** Met by a story that has the text's words, or is tagged with one of the labels. */
export type SearchNeed = {
  readonly text: string;
  readonly labels: readonly Pick<StoryQuery, 'company' | 'topic' | 'outlet'>[];
};

export type StoryQuery = {
  /** Only stories that hold all of these; all stories where absent. */
  readonly company?: string;
  readonly topic?: string;
  readonly outlet?: string;
  readonly language?: string;
  /** Only stories that meet each of these. */
  readonly words?: readonly SearchNeed[];
  /** By `published`: from (inclusive) and until (exclusive). */
  readonly from?: Temporal.Instant;
  readonly until?: Temporal.Instant;
  /** Only stories that stand in feeds. */
  readonly announcedOnly?: boolean;
  /** Which come first: the newest `published` (the default), or what fits the words best. `announced` gives those announced last. */
  readonly order?: 'newest' | 'announced' | 'best';
  readonly limit: number;
};
