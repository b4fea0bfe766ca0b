import type { Folding } from '../domain/folding/fold-articles.ts';
import type { ParseOptions, ParseResult } from '../domain/item/raw-item.ts';
import type { Failure } from '../domain/source/failure.ts';
import type { FetchRequest, FetchResult } from '../domain/source/poll/fetch-result.ts';
import type { PollAnswer } from '../domain/source/poll/poll-answer.ts';
import type { PollTask } from '../domain/source/poll/poll-task.ts';
import type { Source, SourceId } from '../domain/source/source.ts';

export type Fetcher = {
  /** Never rejects: every outcome is a `FetchResult`. */
  readonly fetch: (request: FetchRequest, signal: AbortSignal) => Promise<FetchResult>;
  /** Sends a form, with the limits of a fetch. Undefined if the server accepts it (2xx), else the failure; never rejects. */
  readonly post: (url: string, form: URLSearchParams, signal: AbortSignal) => Promise<Failure | undefined>;
  /**
   * Connects to the server of a URL and sends nothing; by `lookup`, only resolves its name. Undefined if that works, else
   * the failure; never rejects.
   */
  readonly reach: (
    url: string,
    by: 'lookup' | 'connection',
    signal: AbortSignal,
  ) => Promise<Failure | undefined>;
};

export type FeedParser = {
  /** Never rejects. */
  readonly parse: (bytes: Uint8Array, options: ParseOptions) => Promise<ParseResult>;
  readonly close: () => Promise<void>;
};

/** Asks a source and reads its answer, in this process or another one. Rejects only for a mistake of ours. */
export type AskSource = (source: Source, task: PollTask, signal: AbortSignal) => Promise<Asked>;

export type Asked = {
  readonly answer: PollAnswer;
  /** The request that was answered, which may be older than the task; if absent, the answer is to the task. */
  readonly request?: Pick<PollTask, 'url' | 'endpoint' | 'isFirst'>;
  /**
   * To be called when the poll has ended; with an error if the poll could not be stored, so that the answer is delivered
   * again. Not to be called if a stop ends the poll: the next process gets the answer. Never rejects.
   */
  readonly acknowledge?: (refusal: unknown) => Promise<void>;
};

/** Marks the sources whose document is being taken in, so that a process after a crash knows them. Never rejects. */
export type UnderWay = {
  /** When it resolves, the mark outlives the process. */
  readonly begin: (source: SourceId) => Promise<void>;
  readonly end: (source: SourceId) => Promise<void>;
  /** Resolves to the sources that the process before this one began and did not end. */
  readonly unfinished: () => Promise<readonly SourceId[]>;
};

/** Runs work in parallel, with a limit for all hosts together and one for each host. */
export type WorkQueue = {
  /**
   * Runs `work` when its turn comes; resolves and rejects as `work` does. If the signal is aborted before, the work does not
   * begin, and `run` rejects with the reason.
   */
  readonly run: <Result>(host: string, work: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>;
};

/** The part of a folding that an intake needs. */
export type IntakeFolding = Pick<Folding, 'accept'> & {
  /** Fills the window with stored stories, and resolves to the folding, which then can place new articles. */
  readonly fill: () => Promise<Pick<Folding, 'placeInSteps'>>;
};
