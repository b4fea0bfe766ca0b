import type { Failure } from '../failure.ts';

/** `ETag` and `Last-Modified` of an answer, unchanged (RFC 9110 §8.8). */
export type Validators = {
  readonly etag?: string;
  readonly lastModified?: string;
};

/** The times after which an answer allows the next request (RFC 9111 §4.2, §5.2; RFC 9110 §10.2.3). */
export type Freshness = {
  readonly maxAgeMs?: number;
  readonly expiresAt?: Temporal.Instant;
  readonly retryAfterMs?: number;
};

type Answered = {
  /** The URL after redirects. */
  readonly url: string;
  readonly freshness: Freshness;
  /** The URL that permanent redirects (301, 308) led to, before any temporary redirect. */
  readonly movedTo?: string;
};

/** The result of one request with its redirects. */
export type FetchResult = Answered &
  (
    | {
        readonly kind: 'fetched';
        /** The body, decompressed but not decoded. */
        readonly body: Uint8Array;
        /** SHA-256 of the decompressed body, in base64url. */
        readonly bodyHash: string;
        readonly contentType?: string;
        readonly status: number;
        readonly validators: Validators;
        /** Size of the body as transferred, in bytes. */
        readonly bytes: number;
      }
    | { readonly kind: 'not-modified' }
    | { readonly kind: 'failed'; readonly failure: Failure; readonly status?: number }
  );

export type FetchRequest = {
  readonly url: string;
  /** The values of `If-None-Match` and `If-Modified-Since`; empty for an unconditional request. */
  readonly validators: Validators;
  readonly userAgent?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Returns the milliseconds for which the host of a redirect's target must not be asked; 0 if it may be asked. */
  readonly restMs?: (url: string) => number;
};
