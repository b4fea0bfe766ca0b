import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IdentityKey } from '../../../src/domain/article/article.ts';
import { checkPostgres } from '../../../src/store/postgres/check-postgres.ts';
import { startCuttingProxy } from '../../support/cluster/cutting-proxy.ts';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.ts';
import { waitFor } from '../../support/wait-for.ts';
import { killTrial, newMemory } from '../kill-trial.ts';
import { aDrop, anArticle, aState, aStory } from '../make-story.ts';
import { NOW, recordingLog } from '../opened-store.ts';
import { seededChance } from '../seeded-chance.ts';
import { openedPostgres, tryPostgres } from './opened-postgres.ts';

const change = (n: number) => ({ stories: [aStory(n)], drops: [], states: [] });

/** `bench/store-kill.ts` does not kill PostgreSQL's writers; any moment of a commit, a removal or a compaction will do. */
const TRIALS = 4;
const LONGEST_MS = 150;

describe.skipIf(!hasPostgres())('a store in PostgreSQL that loses its connection', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  test.each(['SIGINT', 'SIGQUIT'] as const)(
    'waits while the server is down (%s), says so, and stores what waited',
    async (signal) => {
      const url = await server.newSchema();
      const { log, errors } = recordingLog();
      const store = await openedPostgres(url, { log, isPatient: true, retryMs: 20 });
      await store.commit(change(1));
      await server.stop(signal);
      const waiting = store.commit(change(2));
      await waitFor(() => store.health().isWaiting);
      expect(store.health().problems.join()).toMatch(
        /The store cannot be written: PostgreSQL at .*: .+\. New articles wait in memory/,
      );
      expect(store.health().unwritten).toBe(1);
      await expect(store.stories({ limit: 9 })).rejects.toThrow(
        /PostgreSQL at .* (?:does not listen|closed|broke)/,
      );
      await expect(store.knows(['url:https://kanda.example' as IdentityKey])).rejects.toThrow(
        'PostgreSQL at',
      );
      await server.start();
      await waiting;
      expect(await store.stories({ limit: 9 })).toEqual([aStory(2), aStory(1)]);
      expect(store.health()).toMatchObject({ stories: 2, articles: 2, problems: [], isWaiting: false });
      expect(errors.every(({ event }) => event === 'store.write-failed')).toBe(true);
      await store.close();
      expect(await checkPostgres(url)).toEqual([]);
    },
  );

  test('fails at once for a command, and a later commit is stored', async () => {
    const store = await openedPostgres(await server.newSchema(), { isPatient: false });
    await server.stop();
    await expect(store.commit(change(1))).rejects.toThrow(
      /^not stored: PostgreSQL at .*(?:listen|closed|broke)/,
    );
    await server.start();
    await store.commit(change(2));
    expect(await store.stories({ limit: 9 })).toEqual([aStory(2)]);
    await store.close();
  });

  test.each(['before', 'after'] as const)(
    'stores a commit once whose connection is cut %s the server commits',
    async (cut) => {
      const url = await server.newSchema();
      const proxy = await startCuttingProxy(url);
      const store = await openedPostgres(proxy.url, { isPatient: true, retryMs: 5 });
      await store.commit({ ...change(1), drops: [aDrop(1)] });
      proxy.cutNextCommit(cut);
      await store.commit({ stories: [aStory(2)], drops: [aDrop(2)], states: [aState('kanda')] });
      await store.commit(change(3));
      expect(await store.stories({ limit: 9 })).toEqual([aStory(3), aStory(2), aStory(1)]);
      expect(await store.newestDrops(9)).toHaveLength(2);
      expect(store.health()).toMatchObject({ stories: 3, articles: 3 });
      expect(await server.query(url, 'SELECT seq FROM meta')).toBe('3');
      await store.close();
      await proxy.close();
      expect(await checkPostgres(url)).toEqual([]);
    },
  );

  test('takes its lock again from a connection that fell silent', async () => {
    const url = await server.newSchema();
    const proxy = await startCuttingProxy(url);
    const store = await openedPostgres(`${proxy.url}&query_timeout=300`, { isPatient: true, retryMs: 5 });
    await store.commit(change(1));
    proxy.cutNextCommit('silent');
    const writing = store.commit(change(2));
    await waitFor(() => store.health().isWaiting);
    expect(store.health().problems.join()).toContain('does not answer');
    await writing;
    expect(await store.stories({ limit: 9 })).toEqual([aStory(2), aStory(1)]);
    expect(await server.query(url, 'SELECT seq FROM meta')).toBe('2');
    await store.close();
    await proxy.close();
  });

  test('counts each story once that a removal cut off half-way removes', async () => {
    const url = await server.newSchema();
    const proxy = await startCuttingProxy(url);
    const store = await openedPostgres(proxy.url, { isPatient: true, retryMs: 5 });
    await store.commit({
      stories: Array.from({ length: 9 }, (_, n) => aStory(n + 1)),
      drops: [],
      states: [],
    });
    proxy.cutNextCommit('before');
    expect(await store.removeBefore(anArticle(6).firstSeenAt)).toEqual({ removed: 5 });
    expect(store.health()).toMatchObject({ stories: 4, articles: 4 });
    await store.close();
    await proxy.close();
  });

  test('writes nothing once another process has written', async () => {
    const url = await server.newSchema();
    let stale = 0;
    const onStale = (): void => {
      stale += 1;
    };
    const store = await openedPostgres(url, { isPatient: true, retryMs: 5, onStale });
    await store.commit(change(1));
    await server.query(
      url,
      "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory'",
    );
    const other = await openedPostgres(url);
    await other.commit(change(2));
    await other.close();
    expect(stale).toBe(0);
    await expect(store.commit(change(3))).rejects.toThrow(
      'the database has changed since this process read it',
    );
    await expect(store.commit(change(4))).rejects.toThrow('restart this process');
    expect(stale).toBe(1);
    expect(await store.stories({ limit: 9 })).toEqual([aStory(2), aStory(1)]);
    await store.close();
  });

  test('gives its lock to nobody else while it is open', async () => {
    const url = await server.newSchema();
    const store = await openedPostgres(url);
    const second = await tryPostgres(url);
    expect(second).toMatchObject({
      kind: 'locked',
      by: expect.stringContaining(`process ${process.pid} on`),
    });
    const reader = await openedPostgres(url, { lock: false });
    await expect(reader.commit(change(1))).rejects.toThrow('open read-only');
    await store.commit(change(1));
    expect(await reader.stories({ limit: 9 })).toEqual([aStory(1)]);
    await reader.close();
    await store.close();
    await (await openedPostgres(url)).close();
  });

  test('refuses a commit that PostgreSQL refuses, and stores the next', async () => {
    const url = await server.newSchema();
    const store = await openedPostgres(url, { isPatient: true, retryMs: 5 });
    await server.query(url, `ALTER TABLE stories ADD CHECK (id <> '${aStory(1).id}')`);
    const [refused] = await Promise.allSettled([store.commit(change(1)), store.commit(change(2))]);
    expect(refused).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringContaining('23514') },
    });
    expect(await store.stories({ limit: 9 })).toEqual([aStory(2)]);
    expect(store.health().problems).toEqual([]);
    await store.close();
  });

  test(`loses nothing that was acknowledged when its process is killed, ${TRIALS} times`, async () => {
    const url = await server.newSchema();
    const memory = newMemory();
    const chance = seededChance(11);
    const kit = {
      open: (home: string) => openedPostgres(home, { now: () => NOW }),
      check: checkPostgres,
    };
    for (let trial = 1; trial <= TRIALS; trial += 1)
      expect(await killTrial(url, memory, chance() * LONGEST_MS, kit), `trial ${trial}`).toEqual([]);
    expect(memory.stored.size).toBeGreaterThan(TRIALS);
  });
});
