export type ListedFeed = {
  /** The address as the list gives it, with `feed:` replaced by a web scheme. The address may be invalid. */
  readonly url: string;
  readonly name: string;
  /** The names of the folders around the feed, outermost first. */
  readonly folders: readonly string[];
  /** The BCP 47 tag of the feed's language, if the list gives a language. */
  readonly language?: string | undefined;
};
