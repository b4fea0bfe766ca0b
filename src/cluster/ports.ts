/** A row that PostgreSQL returns. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs one statement; rejects if the database refuses it or cannot be reached. */
export type Query = (sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/**
 * A separate connection to PostgreSQL, which is opened again whenever it is lost. Its advisory locks, its LISTEN and
 * its name are lost with it.
 */
type Session = {
  readonly query: Query;
  readonly close: () => Promise<void>;
};

export type SessionSetup = {
  readonly url: string;
  /**
   * Returns the name under which others see the session in `pg_stat_activity`; at most 63 bytes. Asked each second.
   */
  readonly name: () => string;
  /** Channels of LISTEN. */
  readonly channels: readonly string[];
  readonly onNotice: (channel: string, payload: string) => void;
  /** Called after each opening, before anything else runs in the session. */
  readonly onOpen: (query: Query) => Promise<void>;
  /** Called when an open session is lost, not when it is closed. */
  readonly onLost: (reason: string) => void;
};

/** Opens a session; rejects if the first attempt fails. */
export type KeepSession = (setup: SessionSetup) => Promise<Session>;
