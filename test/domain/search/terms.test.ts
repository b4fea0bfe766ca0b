import { describe, expect, test } from 'vitest';
import { clausesOf, termsOf } from '../../../src/domain/search/terms.ts';

const terms = (text: string) => [...termsOf(text)];
const required = (question: string) =>
  clausesOf(question).map(({ term, isPrefix }) => (isPrefix ? `${term}*` : term));

describe('a text is found by', () => {
  test('its words where it has spaces, and every two letters where it has none', () => {
    expect(terms('Toyota raises 業績予想')).toEqual(['toyota', 'raises', '業績', '績予', '予想', '想']);
  });

  test.each([
    ['full and half width', 'ＴＤＫ ﾄﾖﾀ', 'tdk トヨタ'],
    ['capitals', 'SONY', 'sony'],
    ['accents', 'Nestlé', 'nestle'],
    ['hiragana and katakana', 'とよた', 'トヨタ'],
    ['old forms of characters', '髙島屋', '高島屋'],
    ['dots of abbreviations', 'U.S.', 'us'],
    ['commas of numbers', '1,000億円', '1000億円'],
    ['a dot between katakana words', 'ソニー・グループ', 'ソニーグループ'],
  ])('%s alike', (_what, one, other) => {
    expect(terms(one)).toEqual(terms(other));
  });

  test('both letters of M&A and S&P as one word', () => {
    expect(terms('M&A by S&P')).toEqual(['m&a', 'by', 's&p']);
  });

  test('a voiced kana as another letter than the plain one', () => {
    expect(terms('ガ')).not.toEqual(terms('カ'));
  });
});

describe('a question asks for', () => {
  test('all words, and those that begin with them', () => {
    expect(required('toyota hyb')).toEqual(['toyota*', 'hyb*']);
  });

  test('a single Latin letter as it stands', () => {
    expect(required('a')).toEqual(['a']);
  });

  test('a single Japanese letter wherever it stands', () => {
    expect(required('円')).toEqual(['円*']);
  });

  test('the words and not the grammar of a Japanese sentence', () => {
    expect(required('トヨタの決算')).toEqual(['トヨ', 'ヨタ', '決算']);
  });

  test('the words on both sides of where katakana meets kanji', () => {
    expect(required('トヨタ決算')).toEqual(['トヨ', 'ヨタ', '決算']);
  });

  test('hiragana where there is nothing else', () => {
    expect(required('すかいらーく')).toEqual(['スカ', 'カイ', 'イラ', 'ラー', 'ーク']);
  });

  test('nothing where it has no letters', () => {
    expect(required('…！★ 　')).toEqual([]);
  });

  test('no more than a headline can hold, however long it is', () => {
    const words = (count: number) => Array.from({ length: count }, (_, n) => `w${n}`).join(' ');
    expect([64, 65].map((count) => clausesOf(words(count)).length)).toEqual([64, 64]);
    expect(required(`${'a '.repeat(499)}bc de`)).toEqual(['a', 'bc*']);
    expect(required(`${'a '.repeat(500)}b`)).toEqual(['a']);
  });
});
