import type { Language } from '../domain/source/source.ts';

/**
 * The answer at a path of the site. Compressed bytes are cached by object, so an unchanged answer should stay the same
 * object.
 */
export type Resource = {
  readonly status: number;
  /** Value of the header `Content-Type`, such as `text/html; charset=utf-8`. */
  readonly contentType: string;
  readonly body: string | Uint8Array;
  readonly lastModified?: Temporal.Instant;
  /**
   * Seconds for which clients may cache the answer. 0: they must ask each time. A year or more: the bytes at the
   * address never change.
   */
  readonly maxAgeSeconds: number;
  /** True if scripts of other sites must not read the answer. */
  readonly page: boolean;
  /** The language of a page, sent as `Content-Language` (RFC 9110 §8.5). */
  readonly language?: Language;
  /** True if another `Accept-Language` may get another answer. */
  readonly isNegotiated?: boolean;
  /** True if the page may load pictures from other hosts by https. */
  readonly images?: boolean;
  /** Seconds in the header `Retry-After` (RFC 9110 §10.2.3). */
  readonly retryAfterSeconds?: number;
  /** Links in the header `Link` (RFC 8288), by which subscribers find the hub of a feed (WebSub §4). */
  readonly links?: readonly { readonly rel: string; readonly href: string }[];
};

export type Site = {
  /** Resolves to the answer at a percent-encoded path; undefined if the site has nothing there. */
  readonly resource: (
    path: string,
    query: URLSearchParams,
    accepted?: Language,
  ) => Promise<Resource | undefined>;
  /**
   * Returns the answer at an address, as a client writes it, if this needs no waiting. If the result is undefined, the
   * caller must call `resource`.
   */
  readonly atHand?: (address: string, accepted?: Language) => Resource | undefined;
  /** Returns the answer to a request for which `resource` rejects. */
  readonly failed?: (path: string, query: URLSearchParams, accepted?: Language) => Resource;
};
