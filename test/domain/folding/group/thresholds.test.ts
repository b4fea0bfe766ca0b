import { expect, test } from 'vitest';
import { SHIPPED_PARAMETERS } from '../../../../src/domain/folding/fold-articles.ts';
import type { Entrants } from '../../../../src/domain/folding/group/entrants.ts';
import {
  exceededLimit,
  leastThreshold,
  thresholdOf,
} from '../../../../src/domain/folding/group/thresholds.ts';
import { createReader } from '../../../../src/domain/folding/read/read-article.ts';
import { makeStoryArticle } from '../make-story-article.ts';

const read = createReader(SHIPPED_PARAMETERS, [], []);
const entrantOf = (language: 'en' | 'ja'): ReturnType<Entrants['at']> => {
  const title =
    language === 'ja'
      ? '若竹通信で通信障害 全国で利用しづらい状況'
      : 'Network fails at Wakatake all over Japan';
  const article = { ...makeStoryArticle('a', title), language };
  return {
    id: article.id,
    version: 1,
    story: undefined,
    canonicalUrl: article.canonicalUrl,
    outletName: article.outlet.name,
    title,
    profile: read(article),
  };
};
/** The one entrant in English. */
const ENGLISH = 99;
const [japanese, english] = [entrantOf('ja'), entrantOf('en')];
const thresholdWhen = (strictness: 'normal' | 'careful') =>
  thresholdOf(
    { at: (i) => (i === ENGLISH ? english : japanese) },
    {
      settings: { windowMs: 1, acrossLanguages: true, strictness, glossary: [], dictionary: [] },
      parameters: {
        ...SHIPPED_PARAMETERS,
        thresholds: {
          japanese: { normal: 0.5, careful: 0.7 },
          english: { normal: 0.3, careful: 0.5 },
          bilingual: { normal: 0.4, careful: 0.6 },
        },
      },
    },
  );

test('with English in it a story meets by what was learned of pairs with English', () => {
  expect(thresholdWhen('normal')([0], [ENGLISH], false)).toBe(0.4);
  expect(thresholdWhen('normal')([ENGLISH], [0], true)).toBe(0.6);
  expect(thresholdWhen('normal')([0, ENGLISH], [1], false)).toBe(0.4);
  expect(thresholdWhen('normal')([ENGLISH], [ENGLISH], false)).toBe(0.3);
});

test('articles in Japanese meet at the learned threshold, stored stories at the careful one', () => {
  const threshold = thresholdWhen('normal');
  expect(threshold([0], [1], false)).toBe(0.5);
  expect(threshold([0], [1], true)).toBe(0.7);
  expect(thresholdWhen('careful')([0], [1], false)).toBe(0.7);
});

test('the least threshold is that of the judge who asks for least', () => {
  const parameters = {
    ...SHIPPED_PARAMETERS,
    thresholds: {
      japanese: { normal: 0.5, careful: 0.7 },
      english: { normal: 0.3, careful: 0.6 },
      bilingual: { normal: 0.4, careful: 0.5 },
    },
  };
  const least = (strictness: 'normal' | 'careful') =>
    leastThreshold({
      settings: { windowMs: 1, acrossLanguages: true, strictness, glossary: [], dictionary: [] },
      parameters,
    });
  expect([least('normal'), least('careful')]).toEqual([0.3, 0.5]);
});

const outlets = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `outlet-${from + n}`);
const times = (count: number, outlet: string) => Array.from({ length: count }, () => outlet);

test('scores fold at most twelve reports into one story', () => {
  expect(exceededLimit(outlets(6), outlets(6, 6))).toBeUndefined();
  expect(exceededLimit(outlets(6), outlets(7, 6))).toMatch(/^together they have more than 12 reports,/);
});

test('scores fold at most five reports of one outlet into one story', () => {
  expect(exceededLimit(times(4, 'kaku'), ['kaku', 'sumi'])).toBeUndefined();
  expect(exceededLimit(times(5, 'kaku'), ['sumi', 'kaku'])).toMatch(
    /^together they have more than 5 reports of one outlet,/,
  );
});

test('a report of another outlet joins a story that has many of one', () => {
  expect(exceededLimit(times(30, 'kaku'), outlets(7))).toBeUndefined();
  expect(exceededLimit(times(30, 'kaku'), outlets(8))).toMatch(/^together they have more than 12 reports,/);
});
