import { describe, expect, test } from 'vitest';
import type { Company } from '../../src/domain/tag/company.ts';
import { homeView, mergedView, namesIn, PLAIN_VIEWS, viewAt, viewPathsOf } from '../../src/site/views.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { makeArticle, makeOutlet, makeStory, makeTopic, NOON } from '../make.ts';

const config = makeConfig({
  topics: [makeTopic('rates', 'Rates', '金利')],
  outlets: [makeOutlet('wire', { name: 'Made-up Wire', nameJa: '架空通信' }), makeOutlet('post')],
  companies: [
    { code: '9999', nameJa: '架空電機', nameEn: 'Kaku Electric', aliases: [] } as unknown as Company,
  ],
});
const homeOf = (query: string) => homeView(new URLSearchParams(query), config);

const MERGED = { path: '/feed', pagePath: '/', title: 'Test', description: '' };

test('the merged feed and the top stories are views of their own', () => {
  expect(mergedView(config)).toEqual({ feed: MERGED, query: {} });
  const top = {
    feed: {
      path: '/top',
      pagePath: '/top',
      names: [
        { text: 'Top stories', language: 'en' },
        { text: '主要ニュース', language: 'ja' },
      ],
      title: 'Top stories · Test',
      description: 'The most important stories',
    },
    query: { topOnly: true },
  };
  expect([viewAt('/feed', config), viewAt('/top', config)]).toEqual([mergedView(config), top]);
});

test('a view without a key in its path is at that path', () => {
  for (const path of PLAIN_VIEWS.keys()) expect(viewAt(path, config)?.feed.path).toBe(path);
});

describe('a view at a path', () => {
  test.each([
    [
      '/topics/rates',
      'Rates 金利',
      'about',
      [
        { text: 'Rates', language: 'en' },
        { text: '金利', language: 'ja' },
      ],
      { topic: 'rates' },
    ],
    [
      '/companies/9999',
      'Kaku Electric 架空電機 (9999)',
      'about',
      [
        { text: 'Kaku Electric', language: 'en' },
        { text: '架空電機', language: 'ja' },
      ],
      { company: '9999' },
    ],
    [
      '/outlets/wire',
      'Made-up Wire 架空通信',
      'reported by',
      [
        { text: 'Made-up Wire', language: 'en' },
        { text: '架空通信', language: 'ja' },
      ],
      { outlet: 'wire' },
    ],
    ['/outlets/post', 'post', 'reported by', [{ text: 'post', language: 'en' }], { outlet: 'post' }],
  ])('%s is called %s', (path, name, relation, names, query) => {
    expect(viewAt(path, config)).toEqual({
      feed: {
        path,
        pagePath: path,
        names,
        title: `${name} · Test`,
        description: `Stories ${relation} ${name}`,
      },
      query,
    });
  });

  test.each([
    ['en', 'English'],
    ['ja', '日本語'],
  ])('/languages/%s is called %s, and its feed is in that language', (language, text) => {
    const path = `/languages/${language}`;
    expect(viewAt(path, config)).toEqual({
      feed: {
        path,
        pagePath: path,
        names: [{ text, language }],
        title: `${text} · Test`,
        description: `Stories in ${text}`,
        language,
      },
      query: { language },
    });
  });

  test('is known by a key that is encoded', () => {
    expect(viewAt('/topics/%72ates', config)?.query).toEqual({ topic: 'rates' });
  });

  test.each([
    '',
    '/',
    '/topics',
    '/topics/',
    '/topics/none',
    '/topics/rates/',
    '/topics/rates/x',
    '/companies/9998',
    '/outlets/none',
    '/languages/fr',
    '/languages/toString',
    '/toString/rates',
    '/topics/%FF',
  ])('is none at "%s"', (path) => {
    expect(viewAt(path, config)).toBeUndefined();
  });
});

describe('the front page', () => {
  test('that nothing narrows is the merged view', () => {
    for (const query of ['', 'language=&topic=&outlet=', 'topic=%20', 'utm_source=x'])
      expect(homeOf(query)).toEqual({ feed: MERGED, query: {}, filters: {} });
  });

  test('that filters narrow is named by them', () => {
    const query = { language: 'ja', topic: 'rates', outlet: 'wire' };
    expect(homeOf('outlet=wire&topic=rates&language=ja&x=1')).toEqual({
      feed: {
        path: '/feed?language=ja&topic=rates&outlet=wire',
        pagePath: '/?language=ja&topic=rates&outlet=wire',
        names: [
          { text: 'Rates · Made-up Wire · 日本語', language: 'en' },
          { text: '金利 · 架空通信 · 日本語', language: 'ja' },
        ],
        title: 'Rates · Made-up Wire · 日本語 · Test',
        description: 'Stories narrowed to Rates, Made-up Wire, 日本語',
        language: 'ja',
      },
      query,
      filters: query,
    });
  });

  test('in English is called so in both languages', () => {
    expect(homeOf('language=en&outlet=post')?.feed.names).toEqual([
      { text: 'post · English', language: 'en' },
      { text: 'post · 英語', language: 'ja' },
    ]);
  });

  test.each(['language=fr', 'topic=none', 'outlet=none', 'topic=rates&outlet=none'])(
    'is none for %s',
    (query) => {
      expect(homeOf(query)).toBeUndefined();
    },
  );
});

test('a name that is the same in both languages is there once', () => {
  expect(namesIn('M&A', 'M&A')).toEqual([{ text: 'M&A', language: 'en' }]);
  expect(namesIn(undefined, '架空')).toEqual([{ text: '架空', language: 'ja' }]);
  expect(namesIn(undefined, undefined)).toEqual([]);
});

test('a story belongs to the views of its outlets, tags and languages, each once', () => {
  const tags = [
    { kind: 'topic', key: 'rates', evidence: [] },
    { kind: 'company', code: '9999', evidence: [] },
  ] as never;
  const articles = [makeArticle('a', { tags }), makeArticle('b', { tags, language: 'en' })] as const;
  const paths = ['/outlets/kaku', '/topics/rates', '/companies/9999', '/languages/ja', '/languages/en'];
  expect(viewPathsOf(makeStory('a', { articles }))).toEqual(['/feed', ...paths]);
  expect(viewPathsOf(makeStory('a', { articles, topAt: NOON }))).toEqual(['/feed', '/top', ...paths]);
});
