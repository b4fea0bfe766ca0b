import { describe, expect, test } from 'vitest';
import { canonical, createStoreDigest } from '../../src/store/digest-store.ts';
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
