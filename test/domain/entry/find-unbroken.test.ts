import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findUnbroken } from '../../../src/domain/entry/find-unbroken.ts';

/** Width in half-width characters. */
const widthOf = (text: string): number => text.replace(/[^ -~]/g, 'xx').length;

const unbroken = (text: string): readonly string[] =>
  findUnbroken(text).map(({ start, end }) => text.slice(start, end));

describe('no line of a headline breaks inside', () => {
  test.each([
    ['a quarter', '純利益39%減　4〜6月期、円安で', ['39%減', '4〜6月期']],
    ['a fiscal year', '日経平均3.2%安　27年3月期は増益', ['3.2%安', '27年3月期は']],
    ['an amount', '1兆2000億円を投資、5万2210ドルに', ['1兆2000億円を', '5万2210ドルに']],
    ['a change', '262ドル高、2割増、10年ぶり、3カ月連続', ['262ドル高', '2割増', '10年ぶり', '3カ月連続']],
    [
      'a number and particles',
      '1.0%に利上げ、31日までに3社との5万円も',
      ['1.0%に', '31日までに', '3社との', '5万円も'],
    ],
    [
      'a number and no beginning of a word',
      '2割にとどまる、5人でした、1億円にのぼる、3社のみ、4年がかり、9人やった、10人やけど',
      ['2割に', '5人', '1億円に', '3社', '4年', '9人', '10人'],
    ],
    [
      'two particles',
      '5月からの、3年までには、5社にも、2人では、9社への、7%へと、1兆円もの、8社や',
      ['5月からの', '3年までには', '5社にも', '2人では', '9社への', '7%へと', '1兆円もの', '8社や'],
    ],
    ['a bracket and a particle', '「国債費」は最大、「予算」減', ['」は']],
    ['a product and its number', '新型スイッチ2を値下げ、ドル1.5円安', ['スイッチ2を', '1.5円安']],
    ['a date or time', '午後3時、11月26日に第4回会合', ['午後3時', '11月26日に', '第4回']],
    ['a number in a series', '実証第2弾を開始、会社法第21条', ['第2弾を', '第21条']],
    ['full-width digits', '７～９月期は１０％減', ['７～９月期は', '１０％減']],
    ['a falling below', '5000円割れ、35年時点', ['5000円割れ', '35年']],
    ['money in English', 'Toyota to invest $1.2 billion in US', ['$1.2 billion']],
    [
      'a scaled number and its unit',
      'adds 1.2 billion yen, 25 basis points',
      ['1.2 billion yen', '25 basis points'],
    ],
    ['a quarter in English', 'GDP grew in Q3 2026 and FY2025', ['Q3 2026', 'FY2025']],
    ['a compound with a hyphen', 'The 10-year yield rises', ['10-year']],
    ['a date in English', 'BOJ meets on Nov. 26, 2026', ['Nov. 26, 2026']],
    ['the name of an index', 'The S&P 500 gains 3 percent', ['S&P 500', '3 percent']],
  ])('%s', (_what, text, expected) => {
    expect(unbroken(text)).toEqual(expected);
  });

  test.each(['日経平均が反発', 'Sony 10 plans', 'AB12 peoples', 'G7サミット', ''])(
    'a number without a counter: %j',
    (text) => {
      expect(unbroken(text)).toEqual([]);
    },
  );

  test('what is wider than a narrow screen is divided at its counters, or breaks anywhere', () => {
    expect(unbroken('2026年12月31日23時59分59秒に終了')).toEqual([
      '2026年',
      '12月',
      '31日',
      '23時',
      '59分',
      '59秒に',
    ]);
    expect(unbroken('計1兆2345億6789万123円')).toEqual(['計1兆2345億6789万123円']);
    expect(unbroken('計1兆2345億6789万1234円')).toEqual(['計1兆', '2345億', '6789万', '1234円']);
    expect(unbroken(`${'1'.repeat(30)}円と5円`)).toEqual(['5円']);
    expect(unbroken('約123,456,789,012,345年3月期')).toEqual(['3月期']);
  });

  test('at most eleven Japanese characters, whatever the text is', () => {
    const pieces = fc.constantFrom(
      '1',
      '2',
      '.',
      '〜',
      '億',
      '円',
      '年',
      '月期',
      '増',
      ' ',
      '$',
      'billion',
      'yen',
      '約',
      'まで',
      'カ',
      '」',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        let last = 0;
        for (const { start, end } of findUnbroken(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(widthOf(text.slice(start, end))).toBeLessThanOrEqual(22);
          last = end;
        }
      }),
    );
  });
});

test.each(['1', '1.', '1,000', 'ア', 'ア1'])(
  '%s again and again takes a time that grows only with its length',
  (unit) => {
    const began = process.cpuUsage();
    findUnbroken(unit.repeat(Math.ceil(60_000 / unit.length)));
    expect(process.cpuUsage(began).user / 1_000_000).toBeLessThan(2);
  },
);
