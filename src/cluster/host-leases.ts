import { setTimeout as sleep } from 'node:timers/promises';
import type { Query } from './ports.ts';

/** A place for one request to a host. All processes share the places of a host. */
type HostLease = {
  /** Aborted when another process may have taken the place. */
  readonly lost: AbortSignal;
  readonly release: () => Promise<void>;
};

export type HostLeases = {
  /** Resolves when this process has a place of the host; rejects if the signal is aborted before. */
  readonly hold: (host: string, signal: AbortSignal) => Promise<HostLease>;
  /** Takes the held places again in a new session; aborts `lost` of each place that it cannot take. */
  readonly regain: (query: Query) => Promise<void>;
};

/** First number of the two-number advisory locks for hosts: the letters "host". */
const HOSTS = 0x686f7374;

/** Delay between two attempts to get a place of a host, in milliseconds. */
const RETRY_MS = 200;

/**
 * Makes the leases: at most `perHost` of each host at a time, in all processes together. A lease is an advisory lock,
 * which PostgreSQL releases when the session ends.
 */
export const createHostLeases = (query: Query, perHost: () => number): HostLeases => {
  const held = new Map<string, { readonly lost: AbortController; isTaken: boolean }>();
  const take = async (key: string): Promise<HostLease | undefined> => {
    // PostgreSQL grants a session the same lock twice, so the process records its own locks in `held`.
    if (held.has(key)) return undefined;
    const lost = new AbortController();
    const lease = { lost, isTaken: false };
    held.set(key, lease);
    // If the query fails, this process does not get the place, and `hold` tries again later.
    lease.isTaken = await tryLock(query, key).catch(() => false);
    if (!lease.isTaken) {
      held.delete(key);
      return undefined;
    }
    return {
      lost: lost.signal,
      release: async () => {
        held.delete(key);
        // If the query fails, the end of the session releases the lock.
        await query(`SELECT pg_advisory_unlock($1, ${KEY})`, [HOSTS, key]).catch(() => undefined);
      },
    };
  };
  return {
    hold: async (host, signal) => {
      for (;;) {
        signal.throwIfAborted();
        for (let place = 0; place < perHost(); place += 1) {
          const lease = await take(`${place} ${host}`);
          if (lease !== undefined) return lease;
        }
        await sleep(RETRY_MS, undefined, { signal });
      }
    },
    regain: async (ask) => {
      // Queries of `take` and `release` wait until the new session is ready, so they run after this loop.
      for (const [key, { lost, isTaken }] of held)
        if (isTaken && !(await tryLock(ask, key))) lost.abort(new Error(LOST));
    },
  };
};

/** SQL of the lock's second number, which depends on the schema: a database may have several installations. */
const KEY = "hashtext(current_schema() || ' ' || $2)";

const LOST = 'the connection to PostgreSQL was interrupted, so another process may ask this host now';

const tryLock = async (query: Query, key: string): Promise<boolean> => {
  const [row] = await query(`SELECT pg_try_advisory_lock($1, ${KEY}) AS taken`, [HOSTS, key]);
  return row?.taken === true;
};
