import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { errorCode, errorText } from '../../domain/error-text.ts';
import { explainFailure } from './explain-failure.ts';

/** Default time limit of a connection attempt, in milliseconds. */
const CONNECT_MS = 10_000;

/** The server's time limit for a statement, in milliseconds. */
const STATEMENT_MS = 30_000;

/** Time limit of a statement's wait for a lock, in milliseconds. */
const LOCK_MS = 10_000;

/** Time limit of a transaction's wait for its next statement, in milliseconds. */
const IDLE_IN_TRANSACTION_MS = 60_000;

/** The client's own limit for a statement, in milliseconds; it ends the wait if no answer arrives. */
const SILENCE_MS = STATEMENT_MS + 5_000;

/** Maximum number of connections for reading; a site runs few queries at one time. */
const READERS = 4;

export type Row = Readonly<Record<string, unknown>>;

/** Runs a statement and resolves to its rows; rejects with a `StoreFailure`. */
export type Query = (sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** A failure of PostgreSQL. The message names the server and contains no secret. */
export class StoreFailure extends Error {
  /** SQLSTATE (`57P01`) or the code of the system (`ECONNREFUSED`); empty for a failure without a code. */
  readonly code: string;

  constructor(error: unknown, url: string) {
    super(explainFailure(error, url));
    this.code = errorCode(error);
  }
}

/** Name of this process in the server's list of sessions. */
export const PROCESS_NAME = `kawaraban, process ${process.pid} on ${hostname()}`;

const optionsOf = (url: string): pg.ClientConfig => ({
  connectionString: url,
  application_name: PROCESS_NAME,
  connectionTimeoutMillis: connectMs(url),
  statement_timeout: STATEMENT_MS,
  query_timeout: SILENCE_MS,
  lock_timeout: LOCK_MS,
  idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  keepAlive: true,
});

/**
 * Returns the time limit of a connection attempt in milliseconds: `connect_timeout` of the URL if it is more than 0
 * seconds, else `CONNECT_MS`.
 */
const connectMs = (url: string): number => {
  const seconds = Number(/[?&]connect_timeout=(\d+)/.exec(url)?.[1]);
  return seconds > 0 ? seconds * 1000 : CONNECT_MS;
};

/** Makes the server plan each statement for its values: a generic plan can read all stories even if a few suffice. */
const PLANS = 'SET plan_cache_mode = force_custom_plan';

/** Options of a pool that awaits the promise of `onConnect`, which the types of the package do not mention. */
type PoolOptions = pg.PoolConfig & { readonly onConnect: (client: pg.ClientBase) => Promise<void> };

export const openPool = (url: string): { readonly query: Query; readonly close: () => Promise<void> } => {
  const options: PoolOptions = {
    ...optionsOf(url),
    max: READERS,
    allowExitOnIdle: true,
    onConnect: async (client) => {
      // The pool removes its own listener from a connection in use, and an error without a listener would end the
      // process.
      client.on('error', () => undefined);
      await client.query(PLANS);
    },
  };
  const pool = new pg.Pool(options);
  // The pool removes an idle connection that broke, and opens another one when a query needs it.
  pool.on('error', () => undefined);
  return { query: queryOn(pool, url), close: () => pool.end() };
};

/** A connection for statements that must run in the same session. */
export type Session = {
  readonly query: Query;
  /** Runs work with statements, such as VACUUM, that need more time than a query may take. */
  readonly patiently: (work: (query: Query) => Promise<unknown>) => Promise<void>;
  /** Returns the reason why the connection cannot be used any more; undefined while the connection works. */
  readonly lost: () => string | undefined;
  /** Runs work of another package on the connection. A failure of the work becomes a `StoreFailure`. */
  readonly lend: (work: (client: pg.Client) => Promise<unknown>) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Time limit of a statement in `patiently`, in milliseconds. */
const LONG_MS = 1_800_000;

/** Time limit for the orderly end of a connection, in milliseconds. */
const END_MS = 1_000;

/** SQL for TCP keepalives: after about a minute, the server ends the session of a machine that is unreachable. */
const KEEPALIVES =
  'SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3';

/**
 * Opens a session under a name that the server shows, by default `PROCESS_NAME`. Rejects with a `StoreFailure` if the
 * server cannot be reached or refuses.
 */
export const openSession = async (url: string, name = PROCESS_NAME): Promise<Session> => {
  const client = new pg.Client({ ...optionsOf(url), application_name: name });
  let lost: string | undefined;
  client.on('error', (error) => {
    lost ??= errorText(error);
  });
  client.on('end', () => {
    lost ??= 'the connection ended';
  });
  const end = async (): Promise<void> => {
    await Promise.race([client.end(), setTimeout(END_MS, undefined, { ref: false })]).catch(() => undefined);
  };
  try {
    await client.connect();
    await client.query(KEEPALIVES);
  } catch (error) {
    await end();
    throw new StoreFailure(error, url);
  }
  const query = queryOn(client, url);
  return {
    query,
    lend: async (work) => {
      try {
        await work(client);
      } catch (error) {
        throw new StoreFailure(error, url);
      }
    },
    lost: () => lost,
    patiently: async (work) => {
      await query(`SET statement_timeout = ${LONG_MS}`);
      try {
        await work(queryOn(client, url, { query_timeout: LONG_MS }));
      } finally {
        await query(`SET statement_timeout = ${STATEMENT_MS}`);
      }
    },
    close: end,
  };
};

/** Makes the function that runs statements on a connection; `limit` replaces the client's own time limit. */
const queryOn =
  (connection: pg.Pool | pg.Client, url: string, limit: { readonly query_timeout?: number } = {}): Query =>
  async (text, values = []) => {
    try {
      const name = values.length === 0 ? {} : { name: nameOf(text) };
      return (await connection.query<Row>({ ...name, ...limit, text, values: [...values] })).rows;
    } catch (error) {
      throw new StoreFailure(error, url);
    }
  };

const names = new Map<string, string>();

/** Returns the name of a prepared statement: the same text has the same name in this process. */
const nameOf = (text: string): string => names.getOrInsertComputed(text, () => `kawaraban-${names.size + 1}`);
