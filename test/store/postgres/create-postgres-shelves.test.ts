import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkPostgres } from '../../../src/store/postgres/check-postgres.ts';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.ts';
import { aStory } from '../make-story.ts';
import { NOW } from '../opened-store.ts';
import { tryPostgres } from './opened-postgres.ts';

describe.skipIf(!hasPostgres())('archives and editions in PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  const opened = async (url: string, options: Parameters<typeof tryPostgres>[1] = {}) => {
    const result = await tryPostgres(url, options);
    if (result.kind !== 'opened') throw new Error(result.kind);
    return result;
  };
  const editionOf = (date: string, id = `id-${date}`) => ({
    ...{ id, date: Temporal.PlainDate.from(date), since: NOW, until: NOW },
    ...{ language: 'ja' as const, stories: [] },
  });

  test('are written once and read as they were written', async () => {
    const url = await server.newSchema();
    const { store, shelf, editions } = await opened(url);
    const archive = { frozenAt: NOW, base: 'https://base.example', atom: '<feed>株価 &amp; "more"\n</feed>' };
    await shelf.keep('2026-10', archive);
    await shelf.keep('2026-10', { ...archive, atom: 'other' });
    await shelf.keep('2026-09', archive);
    await editions.keep('2026-11-26', editionOf('2026-11-26'));
    await editions.keep('2026-11-26', editionOf('2026-11-26', 'other'));
    await editions.keep('2026-11-25', editionOf('2026-11-25'));
    expect(await editions.lastMailed()).toBeUndefined();
    await editions.noteMailed('2026-11-25');
    await editions.noteMailed('2026-11-26');
    await store.close();

    const again = await opened(url);
    expect(await again.shelf.names()).toEqual(['2026-09', '2026-10']);
    expect(await again.shelf.read('2026-10')).toEqual(archive);
    expect(await again.shelf.read('2026-08')).toBeUndefined();
    expect(await again.editions.names()).toEqual(['2026-11-25', '2026-11-26']);
    expect(await again.editions.read('2026-11-26')).toEqual(editionOf('2026-11-26'));
    expect(await again.editions.read('2026-11-24')).toBeUndefined();
    expect(await again.editions.lastMailed()).toBe('2026-11-26');
    await again.store.close();
    expect(await checkPostgres(url)).toEqual([]);
  });

  test('are not written by a process that another one has replaced', async () => {
    const url = await server.newSchema();
    const deposed = await opened(url, { isPatient: true });
    await server.query(
      url,
      "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory'",
    );
    const leader = await opened(url);
    await expect(deposed.editions.keep('2026-11-26', editionOf('2026-11-26', 'deposed'))).rejects.toThrow(
      'not stored',
    );
    await expect(deposed.editions.noteMailed('2026-11-26')).rejects.toThrow('not stored');
    await leader.editions.keep('2026-11-26', editionOf('2026-11-26'));
    await expect(
      deposed.shelf.keep('2026-10', { frozenAt: NOW, base: 'https://base.example', atom: '<feed/>' }),
    ).rejects.toThrow('not stored');
    expect(await leader.editions.read('2026-11-26')).toEqual(editionOf('2026-11-26'));
    expect([await leader.shelf.names(), await leader.editions.lastMailed()]).toEqual([[], undefined]);
    await Promise.all([deposed.store.close(), leader.store.close()]);
  });

  test('are not written by a reader, and wait for no server that is away', async () => {
    const own = await startPostgres();
    const url = await own.newSchema();
    const writer = await opened(url, { isPatient: true, retryMs: 5 });
    const reader = await opened(url, { lock: false });
    await expect(reader.editions.keep('2026-11-26', editionOf('2026-11-26'))).rejects.toThrow(
      'open read-only',
    );
    await own.stop();
    await expect(writer.editions.keep('2026-11-26', editionOf('2026-11-26'))).rejects.toThrow(
      'not stored: PostgreSQL at',
    );
    // It fails also where a commit already waits.
    const waiting = writer.store.commit({ stories: [aStory(1)], drops: [], states: [] });
    await expect(writer.editions.keep('2026-11-26', editionOf('2026-11-26'))).rejects.toThrow(
      'not stored: PostgreSQL at',
    );
    await own.start();
    await waiting;
    await writer.editions.keep('2026-11-26', editionOf('2026-11-26'));
    await Promise.all([writer.store.close(), reader.store.close()]);
    await own.remove();
  });
});
