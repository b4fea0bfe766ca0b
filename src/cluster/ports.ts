export type Row = Readonly<Record<string, unknown>>;

/** Runs one statement; rejects if the database refuses it or cannot be reached. */
export type Query = (sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** A connection to PostgreSQL that is opened again after each loss. A loss ends its advisory locks. */
type Session = {
  readonly query: Query;
  readonly close: () => Promise<void>;
};

export type SessionSetup = {
  readonly url: string;
  /** Returns the name, at most 63 bytes, that the session has in `pg_stat_activity`; called each second. */
  readonly name: () => string;
  /** Channels to LISTEN to. */
  readonly channels: readonly string[];
  readonly onNotice: (channel: string, payload: string) => void;
  /** Called after each opening of the session. Statements of `Session.query` wait until the call has ended. */
  readonly onOpen: (query: Query) => Promise<void>;
  /** Called when an open session is lost, but not when it is closed. */
  readonly onLost: (reason: string) => void;
};

/** Opens a session; rejects if the first attempt fails. */
export type KeepSession = (setup: SessionSetup) => Promise<Session>;
