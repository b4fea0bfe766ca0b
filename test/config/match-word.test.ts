import { describe, expect, test } from 'vitest';
import { matchWord } from '../../src/config/build/build-rules.ts';

describe('a word of a rule', () => {
  test.each([
    ['日銀', '日銀が利上げ', true],
    ['トヨタ', 'トヨタ自動車', true],
    ['NTT', 'ＮＴＴデータが買収', true],
    ['ntt', 'NTT', true],
    ['ＢＯＪ', 'boj holds rates', true],
    ['ﾄﾖﾀ', 'トヨタ', true],
    ['interest rate', 'Interest\n  rate rises', true],
    ['war', 'software awards', false],
    ['war', 'Trade war: a truce', true],
    ['war', 'award, then war', true],
    ['/sports/', 'https://a.example/sports/1', true],
    ['フォード', 'ラッシュフォードが得点', false],
    ['フォード', '米フォード、減産', true],
    ['7203', '172030', false],
    ['$', 'US$ rises', true],
  ])('%s in "%s": %s', (word, text, found) => {
    expect(matchWord(word)(text)).toBe(found);
  });
});
