import { describe, expect, test } from 'vitest';
import { searchPath, searchView } from '../../../src/site/search/search-view.ts';
import { makeConfig } from '../../daemon/support/make-config.ts';
import { instant, makeOutlet, makeTopic } from '../../make.ts';

const config = makeConfig({
  topics: [makeTopic('rates', 'Rates', '金利')],
  outlets: [makeOutlet('wire', { name: 'Made-up Wire', nameJa: '架空通信' })],
});
const viewOf = (query: string) => searchView(new URLSearchParams(query), config);

describe('a search', () => {
  test('of words alone is named by them, in quotes', () => {
    const path = '/search?q=%E6%97%A5%E9%8A%80';
    expect(viewOf('q=日銀')).toEqual({
      feed: {
        path,
        pagePath: path,
        names: [
          { text: '“日銀”', language: 'en' },
          { text: '「日銀」', language: 'ja' },
        ],
        title: '“日銀” · Test',
        description: 'Stories found by “日銀”',
      },
      query: { words: [{ text: '日銀', labels: [] }] },
      filters: {},
      words: '日銀',
    });
  });

  test('with filters is named by all of them, in both languages', () => {
    const query = 'q=a&topic=rates&outlet=wire&language=ja&from=2026-11-23&to=2026-11-24';
    const path = '/search?q=a&language=ja&topic=rates&outlet=wire&from=2026-11-23&to=2026-11-24';
    const name = '“a” · Rates · Made-up Wire · 日本語 · 2026-11-23–2026-11-24';
    expect(viewOf(query)).toEqual({
      feed: {
        path,
        pagePath: path,
        names: [
          { text: name, language: 'en' },
          { text: '「a」 · 金利 · 架空通信 · 日本語 · 2026-11-23–2026-11-24', language: 'ja' },
        ],
        title: `${name} · Test`,
        description: `Stories found by ${name}`,
        language: 'ja',
      },
      query: {
        language: 'ja',
        topic: 'rates',
        outlet: 'wire',
        from: instant('2026-11-22T15:00:00Z'),
        until: instant('2026-11-24T15:00:00Z'),
        words: [{ text: 'a', labels: [] }],
      },
      filters: { language: 'ja', topic: 'rates', outlet: 'wire', from: '2026-11-23', to: '2026-11-24' },
      words: 'a',
    });
  });

  test('may have one end of a range', () => {
    expect(viewOf('from=2026-11-23')).toMatchObject({
      feed: { title: '2026-11-23– · Test' },
      query: { from: instant('2026-11-22T15:00:00Z') },
      words: '',
    });
    expect(viewOf('from=2026-11-23')?.query).not.toHaveProperty('words');
    expect(viewOf('to=2026-11-23')).toMatchObject({ feed: { title: '–2026-11-23 · Test' } });
  });

  test('is of 200 characters, with single spaces', () => {
    expect(viewOf(`q=${'a'.repeat(201)}`)?.words).toBe('a'.repeat(200));
    expect(viewOf('q=%20a%20%20b%0Ac')?.words).toBe('a b c');
    expect(viewOf(`q=${'%20'.repeat(200)}a${'%20'.repeat(200)}b`)?.words).toBe('a b');
    expect(viewOf(`q=${'a'.repeat(199)}%20b`)?.words).toBe('a'.repeat(199));
    // A character may be two units of UTF-16.
    expect(viewOf(`q=${'a'.repeat(199)}𠮷𠮷`)?.words).toBe(`${'a'.repeat(199)}𠮷`);
  });

  test.each(['"a b"', '“a b”', '「a」『b』', 'a "b'])(
    'looks for the words of %s without the marks',
    (words) => {
      expect(viewOf(`q=${words}`)).toEqual(viewOf('q=a b'));
      expect(viewOf('q=""')).toBeUndefined();
    },
  );

  test('ignores a blank filter, and spaces around a filter', () => {
    const plain = viewOf('q=a&topic=rates&from=2026-11-23');
    expect(viewOf('q=a&topic=%20rates+&outlet=%20&language=+&from=+2026-11-23&to=%20')).toEqual(plain);
    expect(viewOf('topic=%20&from=%20')).toBeUndefined();
  });

  test.each(['', 'q=%20', 'q=a&topic=x', 'q=a&outlet=x', 'q=a&language=fr', 'q=a&from=x', 'q=a&to=x'])(
    'is none of "%s"',
    (query) => {
      expect(viewOf(query)).toBeUndefined();
    },
  );
});

test.each([
  ['', {}, '/search'],
  ['a b', {}, '/search?q=a%20b'],
  ['', { from: '2026-11-24' }, '/search?from=2026-11-24'],
  ['a&b', { topic: 'rates', language: 'ja' }, '/search?q=a%26b&topic=rates&language=ja'],
] as const)('the address of "%s" with %j is %s', (words, filters, path) => {
  expect(searchPath(words, filters)).toBe(path);
});
