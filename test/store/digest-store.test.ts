import { describe, expect, test } from 'vitest';
import { addRest, canonical, createStoreDigest } from '../../src/store/digest-store.ts';
import { makeArticle, makeStory, NOON } from '../make.ts';

const digestOf = (...records: readonly (readonly [kind: string, record: unknown])[]): string => {
  const digest = createStoreDigest();
  for (const [kind, record] of records) digest.add(kind, record);
  return digest.result().digest;
};

describe('a record as text', () => {
  test('has its keys in order and its values as they are', () => {
    expect(canonical({ b: [1, 'x', null, true], a: { d: NOON, c: undefined }, e: 1.5 })).toBe(
      '{"a":{"d":"2026-11-24T03:00:00Z"},"b":[1,"x",null,true],"e":1.5}',
    );
    expect(canonical(Temporal.PlainDate.from('2026-11-24'))).toBe('"2026-11-24"');
    expect([canonical(undefined), canonical([undefined])]).toEqual(['null', '[null]']);
  });

  test('has what a database cannot hold replaced, in keys and values', () => {
    expect(canonical({ 'a\0': 'b\0\ud800c' })).toBe('{"a\u{fffd}":"b\u{fffd}\u{fffd}c"}');
  });
});

describe('the digest of a store', () => {
  test('is the same in whatever order records and their keys come', () => {
    expect(digestOf(['x', { a: 1, b: 2 }], ['y', 3])).toBe(digestOf(['y', 3], ['x', { b: 2, a: 1 }]));
  });

  test.each([
    ['a value', [['x', { a: 2 }]]],
    ['a key', [['x', { b: 1 }]]],
    ['a kind', [['y', { a: 1 }]]],
    [
      'how often it is there',
      [
        ['x', { a: 1 }],
        ['x', { a: 1 }],
      ],
    ],
    ['being there', []],
  ] as const)('differs where a record differs in %s', (_, records) => {
    expect(digestOf(...records)).not.toBe(digestOf(['x', { a: 1 }]));
  });

  test('counts stories with their articles, and the other records by kind', () => {
    const digest = createStoreDigest();
    digest.addStories([makeStory('a', { articles: [makeArticle('a'), makeArticle('b')] }), makeStory('c')]);
    digest.add('tombstones', 'hash');
    expect(digest.result().counts).toEqual({ stories: 2, articles: 3, tombstones: 1 });
  });
});

test('the rest of a store is counted by kind, and each part of it counts', async () => {
  const parts = {
    drops: [{ title: 'a' }, { title: 'b' }] as readonly object[],
    hashes: ['h1', 'h2', 'h3'] as readonly string[],
    states: [{ source: 'kaku' }] as readonly object[],
    archives: { '2026-10': 'a', '2026-11': 'b' } as Readonly<Record<string, string>>,
    editions: { '2026-11-24': 'e' } as Readonly<Record<string, string>>,
    mailed: '2026-11-24' as string | undefined,
  };
  const digestWith = async (rest: Partial<typeof parts> = {}) => {
    const { drops, hashes, states, archives, editions, mailed } = { ...parts, ...rest };
    const shelfOf = (held: Readonly<Record<string, string>>) => ({
      names: async () => Object.keys(held),
      read: async (name: string) => held[name],
    });
    const digest = createStoreDigest();
    const store = {
      allDrops: async function* () {
        for (const drop of drops) yield [drop];
      },
      tombstones: async function* () {
        yield hashes;
      },
      states: () => states,
    };
    const whole = {
      store,
      shelf: shelfOf(archives),
      editions: { ...shelfOf(editions), lastMailed: async () => mailed },
    };
    await addRest(whole as unknown as Parameters<typeof addRest>[0], digest);
    return digest.result();
  };
  const all = await digestWith();
  expect(all.counts).toEqual({ drops: 2, tombstones: 3, states: 1, archives: 2, editions: 1, mailed: 1 });
  const others = await Promise.all([
    digestWith({ drops: [{ title: 'a' }, { title: 'c' }] }),
    digestWith({ hashes: ['h1', 'h2', 'h4'] }),
    digestWith({ states: [{ source: 'kei' }] }),
    digestWith({ archives: { '2026-10': 'a', '2026-12': 'b' } }),
    digestWith({ archives: { '2026-10': 'a', '2026-11': 'c' } }),
    digestWith({ editions: { '2026-11-24': 'f' } }),
    digestWith({ mailed: undefined }),
  ]);
  expect(new Set([all, ...others].map(({ digest }) => digest)).size).toBe(8);
  expect((await digestWith()).digest).toBe(all.digest);
});
