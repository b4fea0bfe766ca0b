/** The feeds that a web page names, its title, and the name that it gives to its site. */
export type PageLinks = {
  readonly title?: string;
  readonly siteName?: string;
  /**
   * Addresses that the page declares as feeds (`<link rel="alternate">`, RSS Autodiscovery, or `rel="feed"`), in the
   * order of the page.
   */
  readonly declared: readonly FeedLink[];
  /** Addresses that the page links without a declaration, if the address or the text of the link names a feed. */
  readonly linked: readonly FeedLink[];
};

export type FeedLink = { readonly url: string; readonly title?: string };

/** Finds the feeds that a web page names. Addresses are absolute http(s) addresses, each once in its list. */
export type FindLinks = (
  bytes: Uint8Array,
  options: { readonly url: string; readonly contentType?: string },
) => PageLinks;
