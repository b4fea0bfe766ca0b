import type { ListedFeed } from '../../domain/source/listed-feed.ts';

/** What a command asks of the running daemon, and does itself where none runs. */
export type CommandRequest =
  | PollRequest
  | ReplayRequest
  | AddRequest
  | ImportRequest
  | WhyRequest
  | { readonly kind: 'compact' }
  | { readonly kind: 'clock' };

export type PollRequest = {
  readonly kind: 'poll';
  /** Ids of sources; empty for those that are due. */
  readonly sources: readonly string[];
  /** Includes the sources that are not due. */
  readonly all: boolean;
  readonly json: boolean;
};

/** Tags what is stored by today's rules, and writes what differs. */
export type ReplayRequest = {
  readonly kind: 'replay';
  readonly verbose: boolean;
  readonly json: boolean;
};

/** Finds the feed at or behind an address, and appends a source for it to the config. */
export type AddRequest = { readonly kind: 'add'; readonly address: string; readonly json: boolean };

/** Appends sources for the feeds of a list to the config. */
export type ImportRequest = {
  readonly kind: 'import';
  readonly feeds: readonly ListedFeed[];
  readonly json: boolean;
};

/** Asks what happened to an item: an address, or the id of an article, a story or an entry. */
export type WhyRequest = { readonly kind: 'why'; readonly item: string; readonly json: boolean };

/** Whether only the process that holds the store can do a request; the others can be done beside a running daemon. */
export const needsOwnStore = ({ kind }: CommandRequest): boolean =>
  kind === 'poll' || kind === 'replay' || kind === 'compact' || kind === 'clock';

/** A part of a request's output: a result, a problem, or the progress. */
export type Output =
  | { readonly kind: 'result'; readonly text: string }
  | { readonly kind: 'problem'; readonly text: string }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number };

export type Emit = (output: Output) => void;

/** How a request ended: as asked; with something that failed; not begun, because of wrong usage or a wrong config. */
export type RequestOutcome = 'done' | 'failed' | 'usage' | 'config';

/** `declined`: the daemon did nothing, and the command can do the request itself beside it. */
export type HandedOutcome = RequestOutcome | 'declined';
