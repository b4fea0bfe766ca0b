import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMatches } from '../../../src/domain/search/find-matches.ts';

/** The text with what was found in brackets. */
const marked = (text: string, asked: string): string =>
  findMatches(text, asked).reduceRight(
    (done, { start, end }) => `${done.slice(0, start)}[${done.slice(start, end)}]${done.slice(end)}`,
    text,
  );

describe('what was asked for is found in a text', () => {
  test.each([
    ['as it stands', 'トヨタ、今期の決算を発表', '決算', 'トヨタ、今期の[決算]を発表'],
    ['in another width or case', 'ﾄﾖﾀとＳＯＮＹ', 'トヨタ sony', '[ﾄﾖﾀ]と[ＳＯＮＹ]'],
    ['with voiced half-width kana', 'ﾎﾝﾀﾞが増産', 'ホンダ', '[ﾎﾝﾀﾞ]が増産'],
    ['in hiragana', 'とよたの工場', 'トヨタ', '[とよた]の工場'],
    ['in an old form', '髙島屋が増益', '高島屋', '[髙島屋]が増益'],
    ['with accents', 'Nestlé to build a plant', 'nestle', '[Nestlé] to build a plant'],
    ['with dots and commas inside', 'U.S. adds 1,000 jobs', 'us 1000', '[U.S]. adds [1,000] jobs'],
    [
      'with a dot between katakana words',
      'ソニー・グループが増益',
      'ソニーグループ',
      '[ソニー・グループ]が増益',
    ],
    ['as the beginning of a word', 'Semiconductors rally', 'semi', '[Semiconductors] rally'],
    ['as two letters that begin a word', 'Used cars', 'us', '[Used] cars'],
    ['in another form of a word', 'BOJ raises its rates', 'raising rate', 'BOJ [raises] its [rates]'],
    ['as each pair where the letters are apart', '東京と京都', '東京都', '[東京]と[京都]'],
    ['each time', '円安、また円安', '円安', '[円安]、また[円安]'],
    ['as a single letter', '円が上昇', '円', '[円]が上昇'],
    ['after an emoji', '🏪で値上げ', '値上げ', '🏪で[値上げ]'],
  ])('%s', (_how, text, asked, expected) => {
    expect(marked(text, asked)).toBe(expected);
  });

  test.each([
    ['one of the words is missing', 'Toyota raises its forecast', 'toyota cuts'],
    ['one of the pairs is missing', '東京の株価', '東京都'],
    ['a single Latin letter only begins a word', 'Apple', 'a'],
    ['English words stand in a Japanese text', '決算', 'results'],
    ['nothing was asked', '決算', '…'],
  ])('nothing where %s', (_why, text, asked) => {
    expect(findMatches(text, asked)).toEqual([]);
  });

  test('at places inside the text, in order and apart, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, asked) => {
        let last = -1;
        for (const { start, end } of findMatches(text + asked, asked)) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length + asked.length);
      }),
    );
  });
});
