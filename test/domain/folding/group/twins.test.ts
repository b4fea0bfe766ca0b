import { expect, test } from 'vitest';
import { SHIPPED_PARAMETERS } from '../../../../src/domain/folding/fold-articles.ts';
import { twinOf } from '../../../../src/domain/folding/group/twins.ts';
import { createReader } from '../../../../src/domain/folding/read/read-article.ts';
import { makeStoryArticle } from '../make-story-article.ts';

const read = createReader(SHIPPED_PARAMETERS, [], []);

const areTwins = (title: string, hours: number, summary = ''): boolean => {
  const [a, b] = [0, hours].map((late, i) => {
    const article = { ...makeStoryArticle(`a${i}`, title, { hours: late }), summary };
    return { profile: read(article), canonicalUrl: article.canonicalUrl };
  });
  return a !== undefined && b !== undefined && twinOf(a, b) !== undefined;
};

test('a long title of two outlets is one report for a day, with the same text for two', () => {
  const title = 'Wakatake Telecom network fails across western islands';
  expect(areTwins(title, 24)).toBe(true);
  expect(areTwins(title, 24.1)).toBe(false);
  expect(areTwins(title, 48, 'Calls failed from noon on, the carrier said on Monday.')).toBe(true);
  expect(areTwins(title, 48.1, 'Calls failed from noon on, the carrier said on Monday.')).toBe(false);
});

test('a short title, one with a day and one of a market session are so for two hours', () => {
  for (const title of ['造船人材育成へ協議会', '12日の若草港の入港予定と出港予定の一覧', '東証大引け 続落']) {
    expect(areTwins(title, 2), title).toBe(true);
    expect(areTwins(title, 2.1), title).toBe(false);
  }
});

test('a title is long from five words or ten different pairs of characters on', () => {
  expect(areTwins('Wakatake network fails across islands', 20)).toBe(true);
  expect(areTwins('Wakatake network fails across', 20)).toBe(false);
  expect(areTwins('若竹通信の回線で通信障害', 20)).toBe(true);
  expect(areTwins('若竹通信の線で通信障害', 20)).toBe(false);
});

test('a title of fewer than eight characters may be that of a series', () => {
  expect(areTwins('若竹通信で障害発', 1)).toBe(true);
  expect(areTwins('若竹通信で障害', 1)).toBe(false);
});

test('the same words of a market without a session are no copy', () => {
  expect(areTwins('東京円、157円台後半', 1)).toBe(false);
});
