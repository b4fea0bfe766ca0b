import { describe, expect, test } from 'vitest';
import type { IdentityKey } from '../../../src/domain/article/article.ts';
import { keysToKeep } from '../../../src/domain/article/identity-keys.ts';
import type { SourceId } from '../../../src/domain/source/source.ts';
import type { StoreChange } from '../../../src/domain/store/contract.ts';
import type { Query, Row, Session } from '../../../src/store/postgres/connection.ts';
import { createPostgresShelves } from '../../../src/store/postgres/create-postgres-shelves.ts';
import { createPostgresStore } from '../../../src/store/postgres/create-postgres-store.ts';
import { MIGRATIONS, migrate } from '../../../src/store/postgres/migrate.ts';
import { stored, storedHash } from '../../../src/store/postgres/record-rows.ts';
import { Writer } from '../../../src/store/postgres/writer.ts';
import { sqlError } from '../../support/scripted-postgres.ts';
import { waitFor } from '../../support/wait-for.ts';
import { aDrop, anArticle, aState, aStory } from '../make-story.ts';
import { NOW } from '../opened-store.ts';

type Answer = readonly Row[] | Error;
type Part = readonly [beginning: string, answer: Answer | ((values: readonly unknown[]) => Answer)];

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** A store over a database that answers as a test says, first match first; statements are in one line. */
const storeOver = (...parts: readonly Part[]) => {
  const asked: (readonly [sql: string, ...values: unknown[]])[] = [];
  let closed = 0;
  let seq: unknown = 7;
  const query: Query = async (given, values = []) => {
    const sql = given.replace(/\s+/g, ' ').trim();
    asked.push([sql, ...values]);
    if (sql.startsWith('UPDATE meta SET seq')) seq = values[0];
    const known: readonly Part[] = [
      ...parts,
      ['UPDATE meta SET seq', [{ seq }]],
      ['SELECT seq, token', [{ seq }]],
    ];
    const [, answer = []] = known.find(([beginning]) => sql.startsWith(beginning)) ?? [];
    const rows = typeof answer === 'function' ? answer(values) : answer;
    if (rows instanceof Error) throw rows;
    return rows.map((row) => ('document' in row ? { ...row, document: plain(row.document) } : row));
  };
  const session: Session = {
    query,
    lost: () => undefined,
    patiently: async (work) => void (await work(query)),
    lend: async () => undefined,
    close: async () => undefined,
  };
  const open = async () => session;
  const nothing = () => undefined;
  const writer = new Writer({ open, session, seq: 7, retryMs: 1, onTrouble: nothing, onRecovery: nothing });
  const states = new Map([['kanda' as SourceId, aState('kanda')]]);
  const counts = { stories: 10, articles: 20, bytes: 1000 };
  const closePool = async () => {
    closed += 1;
  };
  const made = createPostgresStore(
    { query, now: () => NOW, states, counts, newestCommitAt: undefined, closePool },
    writer,
  );
  const statements = (beginning: string) => asked.filter(([sql]) => sql.startsWith(beginning));
  return { ...made, query, writer, session, asked, statements, closed: () => closed };
};

const change = (rest: Partial<StoreChange> = {}): StoreChange => ({
  stories: [],
  drops: [],
  states: [],
  ...rest,
});
const documents = (...numbers: readonly number[]) => numbers.map((n) => ({ document: aStory(n) }));

describe('a store in PostgreSQL', () => {
  test('counts what a commit adds, and remembers its time and its states', async () => {
    const at = NOW.add({ hours: 1 });
    const { store } = storeOver(
      ['WITH written AS ( INSERT INTO stories', [{ added: '1' }]],
      ['WITH written AS ( INSERT INTO articles', [{ added: '2' }]],
    );
    expect(store.health().newestCommitAt).toBeUndefined();
    await store.commit(change({ stories: [aStory(1)], states: [aState('ueno')], at }));
    expect(store.health()).toEqual({
      ...{ stories: 11, articles: 22, bytes: 1000, unwritten: 0 },
      ...{ problems: [], isWaiting: false, newestCommitAt: at },
    });
    expect(store.states()).toEqual([aState('kanda'), aState('ueno')]);
    await store.commit(change({ drops: [aDrop(1)] }));
    expect(store.health()).toMatchObject({ stories: 11, newestCommitAt: NOW });
  });

  test.each<[string, Partial<StoreChange>, number]>([
    ['nothing', {}, 0],
    ['a story', { stories: [aStory(1)] }, 1],
    ['a drop', { drops: [aDrop(1)] }, 1],
    ['a state', { states: [aState('ueno')] }, 1],
    ['a tombstone', { tombstones: ['01'] }, 1],
  ])('makes a commit of %s or none', async (_, given, commits) => {
    const { store, statements } = storeOver();
    await store.commit(change(given));
    expect(statements('COMMIT')).toHaveLength(commits);
  });

  test('looks at the size of its tables after fifty commits; if it cannot, the last size stays', async () => {
    let answer: Answer = [{ bytes: '5000' }];
    const { store, statements } = storeOver(['SELECT sum(pg_total', () => answer]);
    const commit = async (times: number) => {
      for (let n = 0; n < times; n += 1) await store.commit(change({ tombstones: ['01'] }));
    };
    await commit(49);
    expect([store.health().bytes, statements('SELECT sum(pg_total').length]).toEqual([1000, 0]);
    await commit(1);
    expect(store.health().bytes).toBe(5000);
    answer = sqlError('57014', 'too slow');
    await commit(50);
    expect([store.health().bytes, statements('SELECT sum(pg_total').length]).toEqual([5000, 2]);
  });

  test('says that nothing waits once another process has written', async () => {
    const { store } = storeOver(['UPDATE meta SET seq', []]);
    await expect(store.commit(change({ stories: [aStory(1)] }))).rejects.toThrow('the database has changed');
    expect(store.health().problems).toEqual([
      'The store cannot be written: the database has changed since this process read it: restart this process. New articles are not stored; the next start fetches again those that the feeds still list.',
    ]);
  });

  test('says what waits while PostgreSQL cannot be written, and takes no more than a bound', async () => {
    let fails = true;
    const { store, writer } = storeOver(['BEGIN', () => (fails ? sqlError('53100', 'no room') : [])]);
    const waiting = [store.commit(change({ stories: [aStory(1), aStory(2)] }))];
    await waitFor(() => store.health().isWaiting);
    const waitingSize = writer.waitingSize.bind(writer);
    writer.waitingSize = () => 64_000_000;
    waiting.push(store.commit(change({ stories: [aStory(3)] })));
    const { problems, unwritten } = store.health();
    expect(unwritten).toBe(3);
    expect(problems).toEqual([
      'The store cannot be written: no room. New articles wait in memory (64.0 of at most 64.0 million characters), and are written when the database accepts writes again; if this process stops before that, the next start fetches again those that the feeds still list.',
    ]);
    writer.waitingSize = () => 64_000_001;
    await expect(store.commit(change({ states: [aState('ueno')] }))).rejects.toThrow(
      'not stored: 64000001 characters already wait for PostgreSQL (no room)',
    );
    writer.waitingSize = waitingSize;
    expect(store.state('ueno' as SourceId)).toBeUndefined();
    fails = false;
    await Promise.all(waiting);
    expect(store.health()).toMatchObject({ isWaiting: false, problems: [], unwritten: 0 });
  });

  test('removes what gained nothing since a moment, in commits that bury its keys, and the drops before it', async () => {
    const idle = [documents(1, 2), documents(3), []];
    let look = -1;
    const { store, asked, statements } = storeOver(
      [
        'SELECT id FROM stories WHERE gained',
        () => {
          look += 1;
          return (idle[look] ?? []).map(({ document }) => ({ id: document.id }));
        },
      ],
      ['SELECT document FROM stories WHERE id', () => idle[look] ?? []],
      ['WITH gone AS (DELETE FROM stories', ([ids]) => [{ removed: String((ids as unknown[]).length) }]],
      ['WITH gone AS (DELETE FROM articles', [{ removed: '2' }]],
      ['SELECT sum(pg_total', [{ bytes: '400' }]],
    );
    expect(await store.removeBefore(NOW)).toEqual({ removed: 3 });
    const moment = stored(NOW);
    expect(statements('SELECT id FROM stories WHERE gained').map(([, ...values]) => values)).toEqual(
      [0, 1, 2].map(() => [moment, [], 200]),
    );
    expect(statements('SELECT document FROM stories WHERE id').map(([, ...values]) => values)).toEqual([
      [[aStory(1).id, aStory(2).id], moment, []],
      [[aStory(3).id], moment, []],
    ]);
    const keysOf = (...numbers: readonly number[]) =>
      numbers.flatMap((n) => keysToKeep(anArticle(n)).map(storedHash));
    expect(statements('INSERT INTO tombstones').map(([, ...values]) => values)).toEqual([
      [keysOf(1, 2), 8],
      [keysOf(3), 9],
    ]);
    const drops =
      'WITH gone AS (DELETE FROM drops WHERE at < $1 RETURNING n) DELETE FROM keys USING gone WHERE dropped = n AND article IS NULL';
    expect(statements('WITH gone AS (DELETE FROM drops')).toEqual([[drops, moment]]);
    expect(asked.at(-1)?.[0]).toMatch(/^SELECT sum\(pg_total/);
    expect(store.health()).toMatchObject({ stories: 7, articles: 16, bytes: 400, newestCommitAt: NOW });
  });

  test('leaves alone what a waiting commit writes', async () => {
    let fails = true;
    const { store, statements } = storeOver(['BEGIN', () => (fails ? sqlError('53100', 'no room') : [])]);
    const waiting = store.commit(change({ stories: [aStory(5)] }));
    const removing = store.removeBefore(NOW);
    await waitFor(() => statements('SELECT id FROM stories WHERE gained').length > 0);
    expect(statements('SELECT id FROM stories WHERE gained')[0]?.[2]).toEqual([aStory(5).id]);
    fails = false;
    await Promise.all([waiting, removing]);
  });

  test('is compacted by deriving all anew and a VACUUM of all tables; closing it closes the pool', async () => {
    const { store, statements, closed, asked } = storeOver(['SELECT sum(pg_total', [{ bytes: '300' }]]);
    await store.compact();
    expect(statements('VACUUM')).toEqual([
      ['VACUUM (FULL, ANALYZE) meta, stories, articles, drops, keys, tombstones, states, documents'],
    ]);
    expect(asked.findIndex(([sql]) => sql.startsWith('UPDATE meta SET derived = 1'))).toBeLessThan(
      asked.findIndex(([sql]) => sql.startsWith('VACUUM')),
    );
    expect(store.health().bytes).toBe(300);
    await store.whole();
    expect(closed()).toBe(0);
    await store.close();
    expect(closed()).toBe(1);
    await expect(store.commit(change({ states: [aState('ueno')] }))).rejects.toThrow('the store is closed');
  });

  test('is derived anew in the order of commits, two hundred stories at a time, then the keys of drops', async () => {
    const slices: readonly (readonly Row[])[] = [
      [
        { id: 's1', seq: '3', document: aStory(1) },
        { id: 's2', seq: '3', document: aStory(2) },
        { id: 's3', seq: '4', document: aStory(3) },
      ],
      [],
    ];
    let slice = -1;
    const { store, statements } = storeOver(
      [
        'SELECT id, seq, document FROM stories',
        () => {
          slice += 1;
          return slices[slice] ?? [];
        },
      ],
      [
        'SELECT n, document FROM drops',
        ([after]) =>
          [1, 2]
            .map((n) => ({ n: String(n + 8), document: aDrop(n) }))
            .filter(({ n }) => Number(n) > Number(after))
            .slice(0, 1),
      ],
      ['WITH written AS ( INSERT INTO stories', [{ added: '0' }]],
    );
    await store.compact();
    expect(
      statements('SELECT id, seq, document').map(([sql, ...values]) => [sql.slice(-9), ...values]),
    ).toEqual([
      ['LIMIT 200', '-1', ''],
      ['LIMIT 200', '4', 's3'],
    ]);
    expect(
      statements('WITH written AS ( INSERT INTO stories').map(([, rows, seq]) => [
        JSON.parse(String(rows)).length,
        seq,
      ]),
    ).toEqual([
      [2, 3],
      [1, 4],
    ]);
    expect(
      statements('INSERT INTO keys (hash, dropped)').map(([, keys]) => JSON.parse(String(keys))),
    ).toEqual(
      [1, 2].map((n) => aDrop(n).keys.map((key) => ({ hash: storedHash(key), dropped: String(n + 8) }))),
    );
    expect(statements('DELETE FROM articles WHERE NOT EXISTS')).toHaveLength(1);
  });

  test('reads what another process stored: the states of some sources, or all states and the counts', async () => {
    const { store, refresh, statements } = storeOver(
      ['SELECT document FROM states', [{ document: aState('ueno') }]],
      ['SELECT (SELECT count(*) FROM stories)', [{ stories: '30', articles: '40' }]],
      ['SELECT sum(pg_total', [{ bytes: '50' }]],
      ['SELECT at FROM meta', [{ at: NOW.toString() }]],
    );
    await refresh([]);
    expect([store.states().length, store.health().newestCommitAt]).toEqual([1, NOW]);
    expect(statements('SELECT document FROM states')).toEqual([]);
    await refresh(['ueno' as SourceId]);
    expect(statements('SELECT document FROM states').at(-1)).toEqual([
      'SELECT document FROM states WHERE source = ANY ($1)',
      ['ueno'],
    ]);
    expect(store.states()).toHaveLength(2);
    expect(store.health()).toMatchObject({ stories: 10, articles: 20, bytes: 1000 });
    await refresh();
    expect(statements('SELECT document FROM states').at(-1)).toEqual(['SELECT document FROM states']);
    expect(store.health()).toMatchObject({ stories: 30, articles: 40, bytes: 50 });
  });
});

describe('a question to PostgreSQL', () => {
  const keys = ['guid:a', 'guid:b', 'guid:c', 'guid:d'] as IdentityKey[];
  const [a, b, c] = keys.map(storedHash);

  test('about keys says for each whether it is an article, removed or dropped', async () => {
    const { store, asked } = storeOver([
      'SELECT hash, articles.id',
      [
        { hash: a, article: 'x', is_removed: true },
        { hash: b, article: null, is_removed: true },
        { hash: c, article: null, is_removed: false },
        { hash: '1', article: 'y', is_removed: false },
      ],
    ]);
    expect([...(await store.knows(keys))]).toEqual([
      ['guid:a', { kind: 'article', id: 'x' }],
      ['guid:b', { kind: 'removed' }],
      ['guid:c', { kind: 'dropped' }],
    ]);
    expect(asked[0]?.[1]).toEqual(keys.map(storedHash));
  });

  test('that asks for nothing is not asked', async () => {
    const { store, asked } = storeOver();
    expect([(await store.knows([])).size, (await store.storyIdsOf([])).size]).toEqual([0, 0]);
    expect(await store.storiesById([])).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('finds stories by ids, by articles and by themselves', async () => {
    const { store, asked } = storeOver(
      [
        'SELECT document FROM stories WHERE id = ANY',
        ([ids]) => ((ids as string[]).includes(aStory(1).id) ? documents(1) : []),
      ],
      ['SELECT id, story FROM articles', [{ id: 'a1', story: 's1' }]],
    );
    expect(await store.story(aStory(1).id)).toEqual(aStory(1));
    expect(await store.story(aStory(2).id)).toBeUndefined();
    expect([...(await store.storyIdsOf(['a1', 'a2'] as never))]).toEqual([['a1', 's1']]);
    expect(asked.at(-1)?.[1]).toEqual(['a1', 'a2']);
  });

  test('about numbers is answered with numbers', async () => {
    const { store, asked } = storeOver(
      ['SELECT count(*) AS stories', [{ stories: '4' }]],
      ['SELECT label', [{ label: 'c:7203', stories: '2' }]],
      ['SELECT term', [{ term: 'toyota' }]],
      ['SELECT source, floor', [{ source: 'kanda', day: 20_000, articles: '3' }]],
      ['SELECT hour', [{ hour: 480_000, articles: '5' }]],
    );
    expect(await store.count({}, 9)).toBe(4);
    expect(await store.count({ words: [{ text: '…', labels: [] }] }, 9)).toBe(0);
    expect(await store.labelCounts('company', NOW)).toEqual([{ key: '7203', stories: 2 }]);
    expect(asked.at(-1)?.slice(1)).toEqual([stored(NOW), 'c:']);
    expect(await store.terms("o'\\t", 5)).toEqual(['toyota']);
    expect(asked.at(-1)?.slice(1)).toEqual(["'o''\\\\t':*", "o'\\t", 5]);
    expect(await store.articleCounts(NOW)).toEqual({
      daily: [{ source: 'kanda', day: 20_000, articles: 3 }],
      hourly: [{ hour: 480_000, articles: 5 }],
    });
    const hour = NOW.epochMilliseconds / 3_600_000;
    expect(asked.slice(-2).map(([, value]) => value)).toEqual([Math.floor((hour + 9) / 24), hour]);
  });

  test('about drops finds the drop of a key, and the newest', async () => {
    const { store, asked } = storeOver(
      ['SELECT document FROM keys', [{ document: aDrop(1) }]],
      [
        'SELECT document FROM drops ORDER BY at DESC, n DESC',
        [{ document: aDrop(2) }, { document: aDrop(1) }],
      ],
    );
    expect(await store.drop('guid:a' as IdentityKey)).toEqual(aDrop(1));
    expect(asked[0]?.[1]).toBe(a);
    expect(await store.newestDrops(2)).toEqual([aDrop(2), aDrop(1)]);
    expect(asked[1]?.[1]).toBe(2);
    expect(await storeOver().store.drop('guid:a' as IdentityKey)).toBeUndefined();
  });

  test('for all stories goes on after the last one of each slice', async () => {
    const row = (n: number) => ({
      id: aStory(n).id,
      published: String(n),
      gained: String(n + 1),
      document: aStory(n),
    });
    const [each, gained, drops] = [
      'SELECT id, published, document',
      'SELECT id, published, gained',
      'SELECT n, document FROM drops',
    ];
    const slices = () => {
      let next = 0;
      return () => [[row(3), row(2)], [row(1)]][next++] ?? [];
    };
    const { store, statements } = storeOver(
      [each, slices()],
      [gained, slices()],
      [drops, ([after]) => (after === '5' ? [] : [{ n: '5', document: aDrop(1) }])],
    );
    expect(await Array.fromAsync(store.each({}))).toEqual([[aStory(3), aStory(2)], [aStory(1)]]);
    expect(statements(each).map(([, ...values]) => values)).toEqual([
      [50],
      ['2', aStory(2).id, 50],
      ['1', aStory(1).id, 50],
    ]);
    expect(await Array.fromAsync(store.gainedSince(NOW))).toEqual([[aStory(3), aStory(2)], [aStory(1)]]);
    expect(statements(gained).map(([, ...values]) => values)).toEqual([
      [stored(NOW), '-9223372036854775808', '', 50],
      ['3', '2', aStory(2).id, 50],
      ['2', '1', aStory(1).id, 50],
    ]);
    expect(await Array.fromAsync(store.allDrops())).toEqual([[aDrop(1)]]);
    expect(statements(drops).map(([, ...values]) => values)).toEqual([
      ['-9223372036854775808', 200],
      ['5', 200],
    ]);
    expect(await Array.fromAsync(store.each({ words: [{ text: '…', labels: [] }] }))).toEqual([]);
  });

  test('for all tombstones has those that no article hides, then keys whose article is gone', async () => {
    const { store } = storeOver(
      ['SELECT hash FROM tombstones', ([after]) => (after === '7' ? [] : [{ hash: '-1' }, { hash: '7' }])],
      ['SELECT hash FROM keys', ([after]) => (after === '9' ? [] : [{ hash: '9' }])],
    );
    expect(await Array.fromAsync(store.tombstones())).toEqual([
      ['ffffffffffffffff', '0000000000000007'],
      ['0000000000000009'],
    ]);
  });

  test('about an unfinished copy names the store that is copied', async () => {
    const named = storeOver(['SELECT copy_of', [{ copy_of: 'a folder' }]]).store;
    const [whole, empty] = [storeOver(['SELECT copy_of', [{ copy_of: null }]]).store, storeOver().store];
    expect([await named.copyOf(), await whole.copyOf(), await empty.copyOf()]).toEqual([
      'a folder',
      undefined,
      undefined,
    ]);
  });
});

test('archives and editions are read as they were written, and written by the session that holds the lock', async () => {
  const edition = {
    id: 'e',
    date: Temporal.PlainDate.from('2026-11-24'),
    since: NOW,
    until: NOW,
    language: 'ja' as const,
    stories: [],
  };
  const archive = { frozenAt: NOW, base: 'https://base.example', atom: 'a\0b' };
  const held: Readonly<Record<string, unknown>> = {
    'edition 2026-11-24': JSON.parse(JSON.stringify(edition)),
    'archive 2026-10': JSON.parse(JSON.stringify(archive)),
    'mailed last': { date: '2026-11-23' },
  };
  const { query, writer, asked, statements } = storeOver(
    [
      'SELECT document FROM documents',
      ([kind, name]) => {
        const document = held[`${String(kind)} ${String(name)}`];
        return document === undefined ? [] : [{ document }];
      },
    ],
    ['SELECT name FROM documents', ([kind]) => [{ name: `one ${String(kind)}` }]],
  );
  const { shelf, editions } = createPostgresShelves(query, writer);
  expect([await shelf.names(), await editions.names()]).toEqual([['one archive'], ['one edition']]);
  expect([await shelf.read('2026-10'), await shelf.read('2026-09')]).toEqual([archive, undefined]);
  expect(await editions.read('2026-11-24')).toEqual(edition);
  expect(await editions.lastMailed()).toBe('2026-11-23');
  asked.splice(0);
  await shelf.keep('2026-10', archive);
  await editions.keep('2026-11-24', edition);
  await editions.noteMailed('2026-11-24');
  const written = statements('INSERT INTO documents').map(([, ...values]) => values.map(String));
  expect(written).toEqual([
    ['archive', '2026-10', JSON.stringify({ ...archive, atom: 'a\u{fffd}b' })],
    ['edition', '2026-11-24', JSON.stringify(edition)],
    ['{"date":"2026-11-24"}'],
  ]);
  expect(asked.map(([sql]) => sql.split(' ')[0])).toEqual([
    'BEGIN',
    'INSERT',
    'COMMIT',
    'BEGIN',
    'INSERT',
    'COMMIT',
    'BEGIN',
    'INSERT',
    'COMMIT',
  ]);
});

describe('the tables', () => {
  const sessionWith = (names: readonly string[] | undefined, may = true) => {
    let lent = 0;
    const query: Query = async (sql) => {
      if (sql.includes('to_regclass')) return [{ exists: names !== undefined }];
      if (sql.includes('current_schema')) return [{ name: 'news', may }];
      return (names ?? []).map((name) => ({ name }));
    };
    const lend = async () => {
      lent += 1;
    };
    return { session: { query, lend } as unknown as Session, lent: () => lent };
  };

  test.each<[string, readonly string[] | undefined, number, number]>([
    ['are made if there are none', undefined, 99, 1],
    ['are updated if some migrations are missing', MIGRATIONS.slice(1), MIGRATIONS.length, 1],
    ['stay if they are of this version', MIGRATIONS, MIGRATIONS.length, 0],
    ['stay if as many migrations were made as asked for', MIGRATIONS.slice(1), MIGRATIONS.length - 1, 0],
  ])('%s', async (_, names, most, times) => {
    const { session, lent } = sessionWith(names);
    await migrate(session, most);
    expect(lent()).toBe(times);
  });

  test('of a later version, or in a schema that the user may not change, are refused', async () => {
    const later = sessionWith([...MIGRATIONS, '99-later']);
    await expect(migrate(later.session)).rejects.toThrow(
      'the tables of the database are of a later version of Kawaraban, which made the migration 99-later: run that version',
    );
    const foreign = sessionWith(undefined, false);
    await expect(migrate(foreign.session)).rejects.toThrow(
      'the database user may not create tables in the schema news: make the user its owner, or GRANT CREATE on the schema to the user',
    );
    expect([later.lent(), foreign.lent()]).toEqual([0, 0]);
  });

  test('are migrated in the order of the numbers of the migrations', () => {
    expect(MIGRATIONS.map((name) => Number.parseInt(name, 10))).toEqual(MIGRATIONS.map((_, n) => n + 1));
    expect(MIGRATIONS[0]).toBe('1-tables');
  });
});
