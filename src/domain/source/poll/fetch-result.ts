import type { Failure } from '../failure.ts';

/** `ETag` and `Last-Modified` as the bytes they came as, to be echoed exactly (RFC 9110 §8.8). */
export type Validators = {
  readonly etag?: string;
  readonly lastModified?: string;
};

/** What the answer says about when to ask again (RFC 9111 §4.2, §5.2; RFC 9110 §10.2.3). */
export type Freshness = {
  readonly maxAgeMs?: number;
  readonly expiresAt?: Temporal.Instant;
  readonly retryAfterMs?: number;
};

/** What one request, with the redirects it met, came to. A dead feed is a value, never an exception. */
export type FetchResult =
  | {
      readonly kind: 'fetched';
      /** Decompressed, not decoded. */
      readonly body: Uint8Array;
      /** Of the decompressed body. */
      readonly bodyHash: string;
      readonly contentType?: string;
      readonly status: number;
      /** Of the answer in the end, after redirects. */
      readonly url: string;
      readonly validators: Validators;
      readonly freshness: Freshness;
      /** Where 301 and 308 alone led, if they did. */
      readonly movedTo?: string;
      /** On the wire. */
      readonly bytes: number;
    }
  | {
      readonly kind: 'not-modified';
      readonly url: string;
      readonly validators: Validators;
      readonly freshness: Freshness;
      readonly movedTo?: string;
    }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      readonly status?: number;
      readonly url: string;
      readonly freshness: Freshness;
      readonly movedTo?: string;
    };
