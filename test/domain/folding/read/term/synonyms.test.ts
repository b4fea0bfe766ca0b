import { expect, test } from 'vitest';
import { oneWordForEach } from '../../../../../src/domain/folding/read/term/synonyms.ts';

test.each([
  ['ファミリーマートがおむすびを発売', 'ファミマがおにぎりを発売'],
  ['たまごの店頭価格', '卵の店頭価格'],
  ['ミスタードーナツが出店', 'ミスドが出店'],
  ['検査結果を改竄', '検査結果を改ざん'],
  // The longest synonym counts.
  ['日経平均株価が上昇', '日経平均が上昇'],
  ['架空電力、料金を引き上げ', '架空電力、料金を値上げ'],
  ['架空電力、料金を引上げ', '架空電力、料金を値上げ'],
  ['架空電力、料金を引下げ', '架空電力、料金を値下げ'],
  ['架空中銀、利上げ見送り', '架空中銀、据え置き'],
  ['架空中銀が政策金利維持', '架空中銀が政策金利据え置き'],
])('"%s" has the words of "%s"', (title, same) => {
  expect(oneWordForEach(title)).toBe(same);
});

test.each(['値上げ', '値下げ', '過去最高', '4~6月期', 'nyダウ工業株30種平均'])(
  'the first word of a line stays, also if another word of the line is in it: %s',
  (word) => {
    expect(oneWordForEach(word)).toBe(word);
  },
);

test.each([
  '利上げと賃上げ',
  '新工場を立ち上げ',
  '架空債を格下げ、架空株は格上げ',
  '店の売上げを吸い上げ',
  '最高裁の判断',
  '治安を維持',
  '制度を廃止',
  '土砂流出',
  '北日本銀行',
])('a synonym that is only part of a word or says something else stays: %s', (text) => {
  expect(oneWordForEach(text)).toBe(text);
});
