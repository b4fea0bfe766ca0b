/** Work that only the holder of the store can do: a command does it itself, or hands it to the running daemon. */
export type CommandRequest =
  | PollRequest
  | ReplayRequest
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

/** What is told of a work while it is done: its result, what went wrong, and how far it is. */
export type Telling =
  | { readonly kind: 'result'; readonly text: string }
  | { readonly kind: 'problem'; readonly text: string }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number };

export type Tell = (telling: Telling) => void;

/** How a work ended: as asked; with something that failed; not begun, since it was asked for wrongly. */
export type RequestOutcome = 'done' | 'failed' | 'usage';
