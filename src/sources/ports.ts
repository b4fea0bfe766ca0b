/** What a web page says about the feeds of its site. */
export type PageLinks = {
  /** The page's own title and the name that it gives its site. */
  readonly title?: string;
  readonly siteName?: string;
  /** Addresses that the page declares as feeds (`<link rel="alternate">`, RSS Autodiscovery), in its order. */
  readonly declared: readonly FeedLink[];
  /** Addresses that the page only links, if the address or the text of the link names a feed. */
  readonly linked: readonly FeedLink[];
};

export type FeedLink = { readonly url: string; readonly title?: string };

/** Finds the feeds that a web page names: absolute http(s) addresses, each once. */
export type FindLinks = (
  bytes: Uint8Array,
  options: { readonly url: string; readonly contentType?: string },
) => PageLinks;
