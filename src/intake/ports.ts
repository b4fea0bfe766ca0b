import type { Folding } from '../domain/folding/fold-articles.ts';
import type { ParseOptions, ParseResult } from '../domain/item/raw-item.ts';
import type { Failure } from '../domain/source/failure.ts';
import type { FetchRequest, FetchResult } from '../domain/source/poll/fetch-result.ts';
import type { PollAnswer } from '../domain/source/poll/poll-answer.ts';
import type { PollTask } from '../domain/source/poll/poll-task.ts';
import type { Source, SourceId } from '../domain/source/source.ts';

export type Fetcher = {
  /** Sends a request. Never rejects; every outcome is a `FetchResult`. */
  readonly fetch: (request: FetchRequest, signal: AbortSignal) => Promise<FetchResult>;
  /**
   * Sends a form, with the limits of a fetch. Resolves to undefined if the server accepts the form (2xx), else to the
   * failure; never rejects.
   */
  readonly post: (url: string, form: URLSearchParams, signal: AbortSignal) => Promise<Failure | undefined>;
  /**
   * Connects to the server of a URL and sends nothing. With `lookup`, only resolves the host name, unless the URL has
   * an IP address. Resolves to undefined after success, else to the failure; never rejects.
   */
  readonly reach: (
    url: string,
    by: 'lookup' | 'connection',
    signal: AbortSignal,
  ) => Promise<Failure | undefined>;
};

export type FeedParser = {
  /** Reads a document. Never rejects. */
  readonly parse: (bytes: Uint8Array, options: ParseOptions) => Promise<ParseResult>;
  readonly close: () => Promise<void>;
};

/** Asks a source and reads its answer, in this process or another process. Rejects only for a mistake in our code. */
export type AskSource = (source: Source, task: PollTask, signal: AbortSignal) => Promise<Asked>;

export type Asked = {
  readonly answer: PollAnswer;
  /** The request that was answered, which may be older than the task. If absent, the task was answered. */
  readonly request?: Pick<PollTask, 'url' | 'endpoint' | 'isFirst'>;
  /**
   * Must be called when the poll has ended, unless `giveBack` must be called. If `refusal` is undefined, the queue
   * removes the answer, else keeps it. Never rejects.
   */
  readonly acknowledge?: (refusal: unknown) => Promise<void>;
  /** Must be called when a stopped poll has ended and was not stored: another poll, or the next process, gets the answer. */
  readonly giveBack?: () => void;
};

/** Marks the sources whose large document is being taken in, for the next process after a crash. Never rejects. */
export type UnderWay = {
  /** Writes a mark that outlives the process. */
  readonly begin: (source: SourceId) => Promise<void>;
  readonly end: (source: SourceId) => Promise<void>;
  readonly unfinished: () => Promise<readonly SourceId[]>;
};

/** Runs work in parallel, with a limit for all hosts together and a limit for each host. */
export type WorkQueue = {
  /**
   * Runs `work` when its turn comes; resolves and rejects as `work` does. If the signal is aborted before the turn,
   * `work` does not begin, and `run` rejects with the signal's reason.
   */
  readonly run: <Result>(host: string, work: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>;
};

export type IntakeFolding = Pick<Folding, 'accept'> & {
  /**
   * Fills the window with stored stories if it is not filled yet; resolves to the folding that places new articles and
   * compares corrected titles.
   */
  readonly fill: () => Promise<Pick<Folding, 'placeInSteps' | 'mayBeOneEvent'>>;
};
