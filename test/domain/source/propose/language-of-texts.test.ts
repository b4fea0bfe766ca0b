import { expect, test } from 'vitest';
import { languageOfTexts } from '../../../../src/domain/source/propose/portrait.ts';

const JAPANESE = { kind: 'read', is: 'ja' };
const ENGLISH = { kind: 'read', is: 'en' };
const KANA = ['トヨタ', 'スズキ', 'マツダ'];
const other = (tag: string) => ({ kind: 'other', tag });

test.each([
  ['kana is Japanese, even where English is declared', ['トヨタの決算'], 'en-US', JAPANESE],
  ['a third of the titles in kana is enough', ['トヨタ', 'Toyota', 'Nissan'], undefined, JAPANESE],
  ['three titles of ten in kana are enough', [...KANA, ...Array(7).fill('Toyota')], undefined, JAPANESE],
  ['two titles of ten in kana are not', [...KANA.slice(1), ...Array(8).fill('Toyota')], undefined, ENGLISH],
  ['one title of ten in kana is not', ['トヨタ', ...Array(9).fill('Toyota')], undefined, ENGLISH],
  ['kanji alone is Japanese', ['日銀総裁会見'], undefined, JAPANESE],
  ['kanji alone is Chinese where that is declared', ['日本银行总裁'], 'zh-CN', other('zh')],
  ['hangul is Korean', ['일본은행 총재'], undefined, other('ko')],
  ['another script is the declared language', ['Банк Японии'], 'ru', other('ru')],
  ['another script counts as English where none is declared', ['Банк Японии'], undefined, ENGLISH],
  ['another script counts as English where English is declared', ['Банк Японии'], 'en-US', ENGLISH],
  ['another script counts as English where the tag is no tag', ['Банк Японии'], 'the russian', ENGLISH],
  ['digits alone are the declared language', ['7203', '6758'], 'ja', JAPANESE],
  ['Latin letters are the declared language', ['La Banque du Japon'], 'fr-FR', other('fr')],
  ['Latin letters are English where Japanese is declared', ['Bank of Japan'], 'ja', ENGLISH],
  ['Latin letters are English where no language is declared', ['Bank of Japan'], undefined, ENGLISH],
  ['Latin letters are English where the tag is no tag', ['Bank of Japan'], 'english language', ENGLISH],
])('%s', (_, titles, declared, expected) => {
  expect(languageOfTexts(titles, undefined, declared)).toEqual(expected);
});

test('a feed without items is judged by its own title', () => {
  expect(languageOfTexts([], '架空しんぶん', undefined)).toEqual(JAPANESE);
});

test.each([
  ['ja', JAPANESE],
  ['en', ENGLISH],
  [undefined, ENGLISH],
])(
  'a feed without any text is in the language that it declares (%s), else in English',
  (declared, expected) => {
    expect(languageOfTexts([], undefined, declared)).toEqual(expected);
  },
);
