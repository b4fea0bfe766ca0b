import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNameMatcher } from '../../../src/adapters/text/create-name-matcher.ts';
import { foldName } from '../../../src/domain/tag/company/fold-name.ts';

/** Where a matcher of these names finds them. */
const find = (names: readonly string[], text: string) => createNameMatcher([names]).find(text)[0] ?? [];

/** The same, as the text has it. */
const found = (names: readonly string[], text: string): readonly string[] =>
  find(names, text).map(({ start, end }) => text.slice(start, end));

describe('spelling', () => {
  test.each([
    ['カンロ', 'ｶﾝﾛの決算', 'ｶﾝﾛ'],
    ['バンダイ', 'ﾊﾞﾝﾀﾞｲの新作', 'ﾊﾞﾝﾀﾞｲ'],
    ['(株)極洋', '㈱極洋の決算', '㈱極洋'],
    ['髙島屋', '高島屋の決算', '高島屋'],
    ['高島屋', '髙島屋の決算', '髙島屋'],
    ['Toyota', 'ＴＯＹＯＴＡの決算', 'ＴＯＹＯＴＡ'],
    ['Toyota', 'toyota results', 'toyota'],
    ['ガイシ', 'カ\u3099イシの決算', 'カ\u3099イシ'],
    ["Lloyd's", 'Lloyd’s of London', 'Lloyd’s'],
  ])('%s is found in %s', (name, text, spelling) => {
    expect(found([name], text)).toEqual([spelling]);
  });
});

describe('choice', () => {
  test('the longest name at a place wins', () => {
    expect(found(['三菱', '三菱UFJ', '三菱UFJ銀行'], '三菱UFJ銀行と三菱UFJと三菱')).toEqual([
      '三菱UFJ銀行',
      '三菱UFJ',
      '三菱',
    ]);
  });

  test('the leftmost name wins over a longer one that begins later', () => {
    expect(found(['日本テレ', 'テレビ朝日'], '日本テレビ朝日')).toEqual(['日本テレ']);
  });

  test('a Latin word is not cut in two', () => {
    expect(found(['ana', 'al'], 'Banana sale at Ana’s')).toEqual(['Ana']);
  });

  test('a number is not cut in two', () => {
    expect(found(['7203'], '17203 7203 72035')).toEqual(['7203']);
  });

  test('Latin letters end where Japanese begins', () => {
    expect(found(['NEC'], 'NECの決算')).toEqual(['NEC']);
  });

  test('of names with the same spelling the first is reported', () => {
    expect(find(['ＮＴＴ', 'NTT'], 'NTT')).toEqual([{ name: 0, start: 0, end: 3 }]);
  });

  test('an empty name, an empty list and an empty text match nothing', () => {
    expect(find(['', 'A'], '')).toEqual([]);
    expect(find([], 'A')).toEqual([]);
    expect(find([''], 'A')).toEqual([]);
  });

  test('each list has its own longest names', () => {
    const matcher = createNameMatcher([['三菱UFJ'], ['UFJ銀行'], []]);
    expect(matcher.find('三菱UFJ銀行')).toEqual([
      [{ name: 0, start: 0, end: 5 }],
      [{ name: 0, start: 2, end: 7 }],
      [],
    ]);
  });
});

const piece = fc.constantFrom(
  '日',
  '本',
  'ｶ',
  'ﾞ',
  '㈱',
  'A',
  'b',
  '7',
  'ー',
  'か',
  '\u3099',
  '😀',
  '髙',
  ' ',
  'ﬁ',
  '㌔',
);
const phrase = fc.string({ unit: piece, maxLength: 12 });

test('whatever is found spells the name, in order and without overlap', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: piece, minLength: 1, maxLength: 4 }), { maxLength: 8 }),
      phrase,
      (names, text) => {
        let from = 0;
        for (const { name, start, end } of find(names, text)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          expect(foldName(text.slice(start, end))).toContain(foldName(names[name] ?? ''));
          from = end;
        }
      },
    ),
  );
});

test('a name that stands alone between Japanese characters is always found', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('日', '本', 'カ', 'A', '7'), minLength: 1, maxLength: 5 }),
      (name) => {
        expect(found([name], `「${name}」`)).toEqual([name]);
      },
    ),
  );
});
