import { describe, expect, test } from 'vitest';
import { defined } from '../../../src/domain/defined.ts';
import { errorText } from '../../../src/domain/error-text.ts';
import { type Query, type Session, StoreFailure } from '../../../src/store/postgres/connection.ts';
import { type Work, Writer, type WriterOptions } from '../../../src/store/postgres/writer.ts';
import { sqlError } from '../../support/scripted-postgres.ts';
import { waitFor } from '../../support/wait-for.ts';
import { NOW } from '../opened-store.ts';

const failure = (code: string, words: string): StoreFailure =>
  new StoreFailure(sqlError(code, words), 'postgres://db.example/news');

/** A database that takes commits; `world.fails` is thrown at each statement that it matches. */
const database = (rest: Partial<WriterOptions> = {}) => {
  const asked: string[] = [];
  const happened: string[] = [];
  const world = {
    seq: 7,
    token: 'of an earlier process',
    fails: undefined as { readonly at: RegExp; readonly error: Error } | undefined,
    lost: undefined as string | undefined,
  };
  let draft: { readonly seq: number; readonly token: string } | undefined;
  const query: Query = async (sql, values = []) => {
    asked.push(sql);
    // A commit takes effect although its answer is lost.
    if (sql === 'COMMIT') Object.assign(world, draft);
    if (/^(?:BEGIN|COMMIT|ROLLBACK)/.test(sql)) draft = undefined;
    if (world.fails?.at.test(sql)) throw world.fails.error;
    if (sql.startsWith('SELECT seq')) return [{ seq: String(world.seq), token: world.token }];
    if (!sql.startsWith('UPDATE meta') || values[3] !== world.seq) return [];
    draft = { seq: Number(values[0]), token: String(values[1]) };
    return [{ seq: values[0] }];
  };
  const session = (): Session => ({
    query,
    lost: () => world.lost,
    patiently: async (work) => void (await work(query)),
    lend: async () => undefined,
    close: async () => void happened.push('closed'),
  });
  const writer = new Writer({
    open: async () => {
      happened.push('opened');
      world.lost = undefined;
      return session();
    },
    session: session(),
    ...{ seq: 7, retryMs: 1 },
    onTrouble: (reason) => happened.push(`trouble: ${reason}`),
    onRecovery: () => happened.push('recovery'),
    onStale: () => happened.push('stale'),
    ...rest,
  });
  return { writer, world, asked, happened };
};

const work = (name: string, rest: Partial<Work> = {}): Work => ({
  ...{ stories: [name], size: 10, at: NOW },
  write: async (query, seq) => void (await query(`write ${name} as ${seq}`)),
  ...rest,
});

describe('a writer', () => {
  test('makes each work a transaction with the next number, one after another', async () => {
    const { writer, asked, world, happened } = database();
    const all = [writer.run(work('a')), writer.run(work('b'))];
    expect(writer.waiting().map(({ stories }) => stories)).toEqual([['a'], ['b']]);
    expect(writer.waitingSize()).toBe(20);
    await Promise.all(all);
    const update = 'UPDATE meta SET seq = $1, token = $2, at = $3 WHERE seq = $4 RETURNING seq';
    expect(asked).toEqual([
      ...['BEGIN', update, 'write a as 8', 'COMMIT'],
      ...['BEGIN', update, 'write b as 9', 'COMMIT'],
    ]);
    expect([world.seq, writer.waiting(), writer.waitingSize(), writer.trouble()]).toEqual([
      9,
      [],
      0,
      undefined,
    ]);
    expect(happened).toEqual([]);
    await writer.close();
    expect(happened).toEqual(['closed']);
  });

  test('counts work without a time as no commit', async () => {
    const { writer, asked } = database();
    const { at: _, ...untimed } = work('a');
    await writer.run(untimed);
    await writer.run(work('b'));
    expect(asked.filter((sql) => /^write/.test(sql))).toEqual(['write a as 7', 'write b as 8']);
    expect(asked.slice(0, 3)).toEqual(['BEGIN', 'write a as 7', 'COMMIT']);
  });

  test.each(['22001', '23505', '42703', '54000'])(
    'rejects work that PostgreSQL refuses by itself (%s), rolls it back, and goes on in the same session',
    async (code) => {
      const { writer, world, asked, happened } = database();
      world.fails = { at: /write bad/, error: failure(code, 'it does not fit') };
      const bad = writer.run(work('bad'));
      const good = writer.run(work('good'));
      expect(await bad.catch(errorText)).toBe(
        `not stored: PostgreSQL at db.example failed: it does not fit (${code})`,
      );
      await good;
      expect(asked.slice(0, 4)).toEqual(['BEGIN', expect.any(String), 'write bad as 8', 'ROLLBACK']);
      expect(asked.slice(4)).toEqual(['BEGIN', expect.any(String), 'write good as 8', 'COMMIT']);
      expect(happened).toEqual([]);
    },
  );

  test.each([
    ['a commit', NOW],
    ['work without a time', undefined],
  ])('rejects %s whose own code throws, rolls it back, and writes the work after it', async (_, at) => {
    const { writer, asked, happened } = database({ retryMs: undefined });
    const { at: __, ...untimed } = work('bad', { write: () => Promise.reject(new Error('no story')) });
    const bad = writer.run({ ...untimed, ...defined({ at }) });
    const good = writer.run(work('good'));
    await expect(bad).rejects.toThrow('not stored: the change itself failed: no story');
    await good;
    expect(asked.filter((sql) => !sql.startsWith('UPDATE'))).toEqual([
      ...['BEGIN', 'ROLLBACK'],
      ...['BEGIN', 'write good as 8', 'COMMIT'],
    ]);
    expect(happened).toEqual([]);
  });

  test('opens a new session if it cannot roll back', async () => {
    const { writer, world, happened } = database();
    world.fails = { at: /^ROLLBACK/, error: failure('', 'timeout') };
    const write = (): Promise<void> => Promise.reject(new Error('no story'));
    await expect(writer.run(work('bad', { write }))).rejects.toThrow('no story');
    await writer.run(work('good'));
    expect(happened).toEqual(['closed', 'opened']);
  });

  test('keeps work that could not be written, says so once, and writes it in a new session', async () => {
    const { writer, world, asked, happened } = database();
    world.fails = { at: /^BEGIN/, error: failure('57P01', 'terminating') };
    const done = writer.run(work('a'));
    await waitFor(() => happened.filter((one) => one === 'opened').length > 2);
    expect(writer.trouble()).toMatch(/^PostgreSQL at db\.example closed the connection/);
    expect([writer.waiting().length, asked.includes('ROLLBACK')]).toEqual([1, false]);
    world.fails = undefined;
    await done;
    expect(writer.trouble()).toBeUndefined();
    expect(happened.filter((one) => one.startsWith('trouble'))).toHaveLength(1);
    expect(happened.at(-1)).toBe('recovery');
    expect(happened.filter((one) => one === 'recovery')).toHaveLength(1);
    expect(happened[0]).toBe('closed');
    expect(asked.at(-2)).toBe('write a as 8');
  });

  test('keeps work while PostgreSQL denies a privilege, because the same work may succeed later', async () => {
    const { writer, world, asked } = database();
    world.fails = { at: /write a/, error: failure('42501', 'permission denied') };
    const done = writer.run(work('a'));
    await waitFor(() => writer.trouble() !== undefined);
    expect(writer.waiting()).toHaveLength(1);
    world.fails = undefined;
    await done;
    expect(asked.at(-2)).toBe('write a as 8');
  });

  test('says a new reason, too', async () => {
    const { writer, world, happened } = database();
    world.fails = { at: /^BEGIN/, error: failure('57P01', 'terminating') };
    const done = writer.run(work('a'));
    await waitFor(() => writer.trouble() !== undefined);
    world.fails = { at: /^BEGIN/, error: failure('53100', 'no room') };
    await waitFor(() => writer.trouble()?.includes('no room') === true);
    world.fails = undefined;
    await done;
    expect(happened.filter((one) => one.startsWith('trouble'))).toEqual([
      expect.stringContaining('terminating'),
      expect.stringContaining('no room'),
    ]);
  });

  test.each([
    ['once if only its answer was lost', /^COMMIT/, 1, 2],
    ['again if it was not stored', /^UPDATE meta/, 1, 1],
    ['again if it was stored in part', /^write/, 2, 1],
  ])('writes a commit %s, and knows its number', async (_, at, writes, looks) => {
    const { writer, world, asked, happened } = database({
      onTrouble: () => {
        world.fails = undefined;
      },
    });
    world.fails = { at, error: failure('08006', 'connection broke') };
    await writer.run(work('a'));
    expect(asked.filter((sql) => sql === 'write a as 8')).toHaveLength(writes);
    await writer.run(work('b'));
    expect(asked.at(-2)).toBe('write b as 9');
    // The newest commit is looked up until the new session has written.
    expect(asked.filter((sql) => sql === 'SELECT seq, token FROM meta')).toHaveLength(looks);
    expect(happened).toEqual(['closed', 'opened', 'recovery']);
  });

  test.each([
    ['in the same session', false],
    ['in a new session', true],
  ])('never writes again once another process has written, which it notices %s', async (_, isLost) => {
    const { writer, world, asked, happened } = database();
    world.seq = 9;
    if (isLost) world.lost = 'gone';
    const waiting = [writer.run(work('a')), writer.run(work('b'))];
    const stale = 'not stored: the database has changed since this process read it: restart this process';
    for (const one of waiting) await expect(one).rejects.toThrow(stale);
    await expect(writer.run(work('c'))).rejects.toThrow(stale);
    expect(asked.filter((sql) => /^(?:write|COMMIT)/.test(sql))).toEqual([]);
    expect(happened.filter((one) => one === 'stale')).toHaveLength(1);
  });

  test('rejects at once what its caller tries again, while nothing can be written', async () => {
    const { writer, world } = database();
    world.fails = { at: /^BEGIN/, error: failure('57P01', 'terminating') };
    const kept = writer.run(work('kept'));
    const retried = writer.run(work('retried', { isRetried: true }));
    await expect(retried).rejects.toThrow(/^not stored: PostgreSQL at db\.example closed/);
    await expect(writer.run(work('later', { isRetried: true }))).rejects.toThrow(/^not stored: PostgreSQL/);
    expect(writer.waiting().map(({ stories }) => stories)).toEqual([['kept']]);
    world.fails = undefined;
    await kept;
    await writer.run(work('now', { isRetried: true }));
  });

  test('says so if only work failed that its caller tries again, until a later try succeeds', async () => {
    const { writer, world, happened } = database();
    world.fails = { at: /^BEGIN/, error: failure('57P01', 'terminating') };
    for (let tries = 0; tries < 2; tries += 1) {
      await expect(writer.run(work('a', { isRetried: true }))).rejects.toThrow('not stored');
      expect(writer.trouble()).toMatch(/^PostgreSQL at db\.example closed the connection/);
    }
    world.fails = undefined;
    await writer.run(work('a', { isRetried: true }));
    expect(writer.trouble()).toBeUndefined();
    const trouble = expect.stringMatching(/^trouble: /);
    expect(happened).toEqual(['closed', trouble, 'opened', 'closed', 'opened', 'recovery']);
  });

  test('that does not retry rejects all that waits, with the reason', async () => {
    const { writer, world } = database({ retryMs: undefined });
    world.fails = { at: /^BEGIN/, error: failure('53100', 'no room') };
    const all = [writer.run(work('a')), writer.run(work('b'))];
    for (const one of all) await expect(one).rejects.toThrow(/^not stored: .*no room/);
    expect(writer.waiting()).toEqual([]);
    world.fails = undefined;
    await writer.run(work('c'));
  });

  test('tries once more when it is closed, rejects the rest, and takes nothing afterwards', async () => {
    const { writer, world, asked, happened } = database({ retryMs: 60_000 });
    world.fails = { at: /^BEGIN/, error: failure('57P01', 'terminating') };
    const waiting = writer.run(work('a'));
    await waitFor(() => writer.trouble() !== undefined);
    const tries = asked.filter((sql) => sql === 'BEGIN').length;
    await writer.close();
    await expect(waiting).rejects.toThrow(/^not stored: PostgreSQL/);
    expect(asked.filter((sql) => sql === 'BEGIN')).toHaveLength(tries + 1);
    await expect(writer.run(work('b'))).rejects.toThrow('not stored: the store is closed');
    expect(happened.at(-1)).toBe('closed');
  });

  test('opens a session at its first write if it has none, and a new one in place of one that is lost', async () => {
    const { writer, world, happened } = database();
    await writer.run(work('a'));
    world.lost = 'the connection ended';
    await writer.run(work('b'));
    expect(happened).toEqual(['closed', 'opened']);
    await writer.run(work('c'));
    expect(happened).toHaveLength(2);
  });

  test('runs other work between commits, outside of a transaction', async () => {
    const { writer, asked } = database();
    const first = writer.run(work('a'));
    const gate = Promise.withResolvers<void>();
    const between = writer.outside(async ({ query }) => {
      await query('VACUUM');
      await gate.promise;
    });
    await first;
    await waitFor(() => asked.includes('VACUUM'));
    const later = writer.run(work('b'));
    await new Promise(setImmediate);
    expect(asked.at(-1)).toBe('VACUUM');
    gate.resolve();
    await Promise.all([between, later]);
    const update = expect.stringMatching(/^UPDATE meta/);
    expect(asked).toEqual([
      ...['BEGIN', update, 'write a as 8', 'COMMIT', 'VACUUM'],
      ...['BEGIN', update, 'write b as 9', 'COMMIT'],
    ]);
    await expect(writer.outside(() => Promise.reject(new Error('no room')))).rejects.toThrow('no room');
    await writer.run(work('c'));
  });
});
