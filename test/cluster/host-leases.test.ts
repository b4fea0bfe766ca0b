import { describe, expect, test } from 'vitest';
import { createHostLeases } from '../../src/cluster/host-leases.ts';
import type { Query } from '../../src/cluster/ports.ts';
import { fakeTimers, pass, turns } from '../support/fake-timers.ts';

const NEVER = new AbortController().signal;

/** The locks of a database, asked by one session; `foreign` are those of other sessions. */
const database = (...foreign: readonly string[]) => {
  const others = new Set(foreign);
  const own = new Set<string>();
  const asked: string[] = [];
  const query: Query = async (sql, [, key] = []) => {
    asked.push(`${sql.includes('unlock') ? 'unlock' : 'lock'} ${String(key)}`);
    if (sql.includes('unlock')) own.delete(String(key));
    else if (!others.has(String(key))) own.add(String(key));
    return [{ taken: own.has(String(key)) }];
  };
  return { query, others, own, asked };
};

describe('a lease of a host', () => {
  test('is one of as many places as requests may be sent to it, and is given back', async () => {
    const { query, own, asked } = database();
    const leases = createHostLeases(query, () => 2);
    const [first, second] = [await leases.hold('a.example', NEVER), await leases.hold('a.example', NEVER)];
    expect([...own]).toEqual(['0 a.example', '1 a.example']);
    // What this process holds it does not ask for again.
    expect(asked).toEqual(['lock 0 a.example', 'lock 1 a.example']);
    await first.release();
    expect([...own]).toEqual(['1 a.example']);
    await leases.hold('a.example', NEVER);
    await second.release();
    expect([...own]).toEqual(['0 a.example']);
  });

  test('is waited for while another process has it, or PostgreSQL is away, until the work is stopped', async () => {
    const { query, others, own } = database('0 a.example');
    const leases = createHostLeases(query, () => 1);
    const held = leases.hold('a.example', NEVER);
    others.clear();
    const { lost } = await held;
    expect([...own]).toEqual(['0 a.example']);
    expect(lost.aborted).toBe(false);
    const stop = new AbortController();
    const away = createHostLeases(
      () => Promise.reject(new Error('away')),
      () => 1,
    ).hold('b.example', stop.signal);
    stop.abort();
    await expect(away).rejects.toThrow('aborted');
    await expect(leases.hold('c.example', AbortSignal.abort())).rejects.toThrow('aborted');
  });

  test('is asked for five times a second while another process has it', async () => {
    fakeTimers();
    const { query, asked } = database('0 a.example');
    void createHostLeases(query, () => 1).hold('a.example', NEVER);
    await turns();
    await pass(199);
    expect(asked).toHaveLength(1);
    await pass(1);
    expect(asked).toHaveLength(2);
  });

  test('is lost where another process took the host while the session was interrupted', async () => {
    const { query } = database();
    const leases = createHostLeases(query, () => 1);
    const [kept, taken] = [await leases.hold('a.example', NEVER), await leases.hold('b.example', NEVER)];
    await leases.regain(database('0 b.example').query);
    expect(kept.lost.aborted).toBe(false);
    expect(taken.lost.reason).toEqual(
      new Error('the connection to PostgreSQL was interrupted, so another process may ask this host now'),
    );
    await taken.release();
  });

  test('that cannot be given back is gone with its session', async () => {
    let isAway = false;
    const leases = createHostLeases(
      async () => {
        if (isAway) throw new Error('away');
        return [{ taken: true }];
      },
      () => 1,
    );
    const lease = await leases.hold('a.example', NEVER);
    isAway = true;
    await lease.release();
    isAway = false;
    await leases.hold('a.example', NEVER);
  });
});
