import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import type { KeepSession, Query, SessionSetup } from '../../cluster/ports.ts';
import { StoreFailure } from './connection.ts';

/** Interval between two heartbeats for other processes, in milliseconds. */
const BEAT_MS = 1_000;

/** Time after which a server that does not answer counts as lost, in milliseconds. */
const SILENCE_MS = 5_000;

/** Delay before each attempt to open a lost session again, in milliseconds. */
const RETRY_MS = 250;

/** Opens the session, and opens it again after each loss; rejects only if the first attempt fails. */
export const keepSession: KeepSession = async (setup) => {
  const closing = new AbortController();
  let current: Connection | undefined;
  let reopening: Promise<void> = Promise.resolve();
  const open = async (): Promise<void> => {
    const opened = await connect(setup);
    // `close` may have been called during `connect`.
    if (closing.signal.aborted) return opened.end();
    const prepared = prepare(opened.query, setup);
    // Other statements wait until the session listens to its channels and `onOpen` has ended.
    current = { ...opened, query: (...statement) => prepared.then(() => opened.query(...statement)) };
    try {
      await prepared;
    } catch (cause) {
      current = undefined;
      await opened.end();
      throw new StoreFailure(cause, setup.url);
    }
    void opened.ended.then(() => {
      current = undefined;
      if (!closing.signal.aborted) reopening = reopen();
    });
    void beat(opened, setup);
  };
  const reopen = async (): Promise<void> => {
    setup.onLost(LOST);
    while (!closing.signal.aborted) {
      await sleep(RETRY_MS, undefined, { ref: false, signal: closing.signal }).catch(() => undefined);
      if (closing.signal.aborted) return;
      const isOpen = await open().then(
        () => true,
        () => false,
      );
      if (isOpen) return;
    }
  };
  await open();
  return {
    query: async (sql, values) => {
      if (current === undefined)
        throw new Error('this process has no connection to PostgreSQL at the moment');
      return current.query(sql, values);
    },
    close: async () => {
      closing.abort();
      await current?.end();
      await reopening;
    },
  };
};

const LOST =
  'the connection to PostgreSQL is lost, and this process tries to open it again; if this lasts or repeats, look at the log of PostgreSQL, and check the network';

type Connection = {
  readonly query: Query;
  readonly end: () => Promise<void>;
  readonly ended: Promise<void>;
};

const connectionOf = (client: Client): Connection => {
  let last: Promise<unknown> = Promise.resolve();
  const end = (): Promise<void> => client.end().catch(() => undefined);
  return {
    // Each statement waits for the previous one, because the driver deprecates a second statement while one runs.
    query: async (sql, values = []) => {
      const result = last.then(() => client.query(sql, [...values]));
      last = result.catch((error: unknown) => {
        // A statement without an answer may have taken a lock; the end of the session releases it.
        if (!(error instanceof DatabaseError)) void end();
      });
      return (await result).rows;
    },
    end,
    ended: new Promise((resolve) => {
      client.once('end', () => resolve());
    }),
  };
};

const connect = async ({ url, name, onNotice }: SessionSetup): Promise<Connection> => {
  const client = new Client({
    connectionString: url,
    application_name: name(),
    connectionTimeoutMillis: SILENCE_MS,
    query_timeout: SILENCE_MS,
    keepAlive: true,
  });
  // Without a listener, an error of an idle connection would end the process. The event `end` follows the error.
  client.on('error', () => undefined);
  client.on('notification', ({ channel, payload = '' }) => onNotice(channel, payload));
  const connection = connectionOf(client);
  try {
    await client.connect();
    return connection;
  } catch (cause) {
    await connection.end();
    throw new StoreFailure(cause, url);
  }
};

const prepare = async (query: Query, { channels, onOpen }: SessionSetup): Promise<void> => {
  for (const channel of channels) await query(`LISTEN ${channel}`);
  await onOpen(query);
};

/** Sets the name of the session every `BEAT_MS`, as a heartbeat, until the session ends. */
const beat = async ({ query, ended }: Connection, { name }: SessionSetup): Promise<void> => {
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  while (!hasEnded) {
    await sleep(BEAT_MS, undefined, { ref: false });
    await query("SELECT set_config('application_name', $1, false)", [name()]).catch(() => undefined);
  }
};
