import type { Validators } from './fetch-result.ts';

/** A request for a feed document. */
export type FetchRequest = {
  readonly url: string;
  /** Sent as `If-None-Match` and `If-Modified-Since`; empty for an unconditional request. */
  readonly validators: Validators;
  readonly userAgent?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds for which the host of a URL must be left alone; called for each redirect before it is followed. */
  readonly restMs?: (url: string) => number;
};
