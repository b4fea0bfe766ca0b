/** A feed as a list of subscriptions names it. */
export type ListedFeed = {
  /** As written, with `feed:` read as what it stands for; it may be no address at all. */
  readonly url: string;
  readonly name: string;
  /** Folders from the outermost in. */
  readonly folders: readonly string[];
  /** BCP 47 tag, where the list gives one. */
  readonly language?: string | undefined;
};
