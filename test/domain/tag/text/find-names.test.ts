import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../../src/domain/steps.ts';
import { foldName } from '../../../../src/domain/tag/company/fold-name.ts';
import { createNameFinder } from '../../../../src/domain/tag/text/find-names.ts';

/** Where names are found, as they are spelt. */
const find = (names: readonly string[], text: string) =>
  atOnce(createNameFinder([names.map(foldName)]))(text);

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

  test.each([
    ['株', '㈱極洋の株', ['株']],
    ['株式', '㍿と株式', ['株式']],
    ['会社', '㍿', []],
    ['株式会社', '㍿', ['㍿']],
    ['ロ', '5㌔のロ', ['ロ']],
  ])('a character that folds to several is not cut in two: %s in %s', (name, text, expected) => {
    expect(found([name], text)).toEqual(expected);
  });

  test('Latin letters end where Japanese begins', () => {
    expect(found(['NEC'], 'NECの決算')).toEqual(['NEC']);
  });

  test('of names with the same spelling the first is reported', () => {
    expect(find(['ＮＴＴ', 'NTT'], 'NTT')).toEqual([{ list: 0, name: 0, start: 0, end: 3 }]);
  });

  test('an empty name, an empty list and an empty text match nothing', () => {
    expect(find(['', 'A'], '')).toEqual([]);
    expect(find([], 'A')).toEqual([]);
    expect(find([''], 'A')).toEqual([]);
  });

  test('each list has its own longest names', () => {
    const search = atOnce(createNameFinder([['三菱ufj'], ['ufj銀行'], []]));
    expect(search('三菱UFJ銀行')).toEqual([
      { list: 0, name: 0, start: 0, end: 5 },
      { list: 1, name: 0, start: 2, end: 7 },
    ]);
  });

  test('a name is reported for its own list, even with hundreds of lists', () => {
    const search = atOnce(createNameFinder([...Array.from({ length: 299 }, () => []), ['ufj']]));
    expect(search('三菱UFJ')).toEqual([{ list: 299, name: 0, start: 2, end: 5 }]);
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
          expect(foldName(text.slice(start, end))).toBe(foldName(names[name] ?? ''));
          from = end;
        }
      },
    ),
  );
});

const kana = fc.constantFrom('日', '本', 'カ');

test('of each list what is found is what looking at every place for the longest name finds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ unit: kana, minLength: 1, maxLength: 4 }), { maxLength: 8 }), {
        maxLength: 3,
      }),
      fc.string({ unit: kana, maxLength: 30 }),
      (lists, text) => {
        const found = atOnce(createNameFinder(lists))(text);
        for (const [index, names] of lists.entries()) {
          const longestFirst = names.toSorted((a, b) => b.length - a.length);
          const expected: string[] = [];
          for (let start = 0; start < text.length; ) {
            const name = longestFirst.find((one) => text.startsWith(one, start));
            if (name !== undefined) expected.push(`${start} ${name}`);
            start += name?.length ?? 1;
          }
          expect(
            found.flatMap(({ list, name, start }) => (list === index ? [`${start} ${names[name]}`] : [])),
          ).toEqual(expected);
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
