import type { ListedFeed } from '../../domain/source/listed-feed.ts';

/** Work that a command hands to the running daemon, and does itself where none runs. */
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
  /** Ids of sources; those that are due where none is named. */
  readonly sources: readonly string[];
  /** Also those that are not due. */
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

/** Says everything that happened to an item: an address, or the id of an article, a story or an entry. */
export type WhyRequest = { readonly kind: 'why'; readonly item: string; readonly json: boolean };

/** Whether only the process that holds the store can do it; the rest can also be done beside a running daemon. */
export const needsOwnStore = ({ kind }: CommandRequest): boolean =>
  kind === 'poll' || kind === 'replay' || kind === 'compact' || kind === 'clock';

/** What is said while a work is done: its result, what went wrong, and how far it is. */
export type Telling =
  | { readonly kind: 'result'; readonly text: string }
  | { readonly kind: 'problem'; readonly text: string }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number };

export type Tell = (telling: Telling) => void;

/** How a work ended: as asked; with something that failed; not begun, since it was asked for wrongly or the config is wrong. */
export type RequestOutcome = 'done' | 'failed' | 'usage' | 'config';

/** `declined`: the daemon did nothing, and the command can do the work itself beside it. */
export type HandedOutcome = RequestOutcome | 'declined';
