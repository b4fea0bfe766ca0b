export type ListedFeed = {
  /** The address from the list, with a web scheme instead of `feed:`. It may be invalid. */
  readonly url: string;
  readonly name: string;
  /** The names of the feed's folders, the outermost first. */
  readonly folders: readonly string[];
  /** The language as the list gives it. */
  readonly language?: string | undefined;
};
