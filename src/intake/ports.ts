import type { ParseResult } from '../domain/item/raw-item.ts';
import type { Failure } from '../domain/source/failure.ts';
import type { FetchResult, Validators } from '../domain/source/poll/fetch-result.ts';
import type { SourceId } from '../domain/source/source.ts';

export type FetchRequest = {
  readonly url: string;
  /** Sent as `If-None-Match` and `If-Modified-Since`; empty for an unconditional request. */
  readonly validators: Validators;
  readonly userAgent?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** For how many milliseconds a URL's host is still to be left alone; asked of each redirect before it is followed. */
  readonly restMs?: (url: string) => number;
};

export type Fetcher = {
  /** Never rejects: whatever the world does is a `FetchResult`. */
  readonly fetch: (request: FetchRequest, signal: AbortSignal) => Promise<FetchResult>;
  /** Sends a form as safely as feeds are asked for. Undefined where the server took it (2xx), else why not; never rejects. */
  readonly post: (url: string, form: URLSearchParams, signal: AbortSignal) => Promise<Failure | undefined>;
  /** Ends idle connections. */
  readonly close: () => void;
};

export type ParseOptions = {
  /** Base of relative links. */
  readonly url: string;
  readonly contentType?: string;
  /** IANA zone of dates that name none; `Asia/Tokyo` where absent. */
  readonly zone?: string;
  /** Hashes of items read before: left out of the result, and counted. */
  readonly known?: ReadonlySet<string>;
  /** How many items that are not known are read, the newest first; all where absent. */
  readonly most?: number;
};

export type FeedParser = {
  /** Never rejects. */
  readonly parse: (bytes: Uint8Array, options: ParseOptions) => Promise<ParseResult>;
  readonly close: () => Promise<void>;
};

/** Names the sources whose document is being taken in, so that the process after a crash knows them. Never rejects. */
export type UnderWay = {
  /** When it resolves, the mark outlives the process. */
  readonly begin: (source: SourceId) => Promise<void>;
  readonly end: (source: SourceId) => Promise<void>;
  /** Those that were begun and not ended: asked at start, of the process before this one. */
  readonly unfinished: () => Promise<readonly SourceId[]>;
};

/** Runs work in parallel, a bounded number at a time in all and for each host. */
export type WorkQueue = {
  /** Resolves and rejects as `work` does, once its turn has come. */
  readonly run: <Result>(host: string, work: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>;
};
