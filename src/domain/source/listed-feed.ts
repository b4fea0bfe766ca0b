export type ListedFeed = {
  /** The address as written, with `feed:` replaced by its meaning; it may be invalid. */
  readonly url: string;
  readonly name: string;
  /** The names of the folders around the feed, outermost first. */
  readonly folders: readonly string[];
  /** BCP 47 tag, if the list gives one. */
  readonly language?: string | undefined;
};
