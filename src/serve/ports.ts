/** What a path of the site answers; the same object for as long as nothing changed, so that its bytes are kept. */
export type Resource = {
  readonly status: number;
  /** With the charset, where it has one. */
  readonly contentType: string;
  readonly body: string | Uint8Array;
  /** When what it shows last changed. */
  readonly lastModified?: Temporal.Instant;
  /** 0: ask each time. A year or more: the address names these very bytes, so they never change. */
  readonly maxAgeSeconds: number;
  /** A page for a browser, as opposed to a feed or file that scripts of any site may read. */
  readonly page: boolean;
  /** Sent as `Link` (RFC 8288), as WebSub §4 asks of a feed with a hub. */
  readonly links?: readonly { readonly rel: string; readonly href: string }[];
};

export type Site = {
  /** `path` as it was sent, without the query; undefined where there is nothing. */
  readonly resource: (path: string, query: URLSearchParams) => Promise<Resource | undefined>;
  /** What `resource` would give for a path without a query, where it is known at once; else undefined. */
  readonly atHand?: (path: string) => Resource | undefined;
  /** What to answer where `resource` rejected; a line of text where absent. */
  readonly failed?: (path: string) => Resource;
};
