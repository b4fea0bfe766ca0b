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
  expect(areTwins(title, 20)).toBe(true);
  expect(areTwins(title, 30)).toBe(false);
  expect(areTwins(title, 40, 'Calls failed from noon on, the carrier said on Monday.')).toBe(true);
  expect(areTwins(title, 50, 'Calls failed from noon on, the carrier said on Monday.')).toBe(false);
});

test('a short title, one with a day and one of a market session are so for two hours', () => {
  for (const title of ['造船人材育成へ協議会', '12日の若草港の入港予定と出港予定の一覧', '東証大引け 続落']) {
    expect(areTwins(title, 1), title).toBe(true);
    expect(areTwins(title, 6), title).toBe(false);
  }
});

test('the same words of a market without a session are no copy', () => {
  expect(areTwins('東京円、157円台後半', 1)).toBe(false);
});
