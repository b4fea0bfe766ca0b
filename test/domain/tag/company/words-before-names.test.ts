import { expect, test } from 'vitest';
import { tagArticle } from '../../../../src/domain/tag/tag-article.ts';
import { company, smallDictionary } from '../small-dictionary.ts';

/** A company with the name of a thing, and a company whose name is in kanji. */
const dictionary = smallDictionary([
  company('9901', { nameJa: 'エンジン' }),
  company('9902', { nameJa: '架空電' }),
  company('9903', { nameJa: 'ミホンノビール' }),
]);

const codesOf = (title: string): readonly string[] =>
  tagArticle({ title }, dictionary).flatMap((tag) => (tag.kind === 'company' ? [tag.code] : []));

test.each([
  ['大手エンジンの株価が上昇', ['9901']],
  ['旧株式会社エンジンの株価が上昇', ['9901']],
  ['海外でも国内でも事業を広げてきた大手エンジンの株価が上昇', ['9901']],
  ['実力エンジンの株価が上昇', []],
  ['団体のトップ・エンジン社長が会見', []],
  ['団体のトップ・ミホンノビール社長が会見', ['9903']],
  ['ジェット・エンジンの点検を延期', []],
  ['海外でも国内でも事業を広げてきた新型エンジンの株価が上昇', []],
  ['大型エンジンの株価が上昇', []],
])(
  'kanji before a word that is also a name make it another word, unless they introduce a company: %s',
  (title, codes) => {
    expect(codesOf(title)).toEqual(codes);
  },
);

test.each([
  ['架空電の株価が上昇', ['9902']],
  ['大手架空電の株価が上昇', ['9902']],
  ['海外でも国内でも事業を広げてきた大手架空電の株価が上昇', ['9902']],
  ['北架空電の株価が上昇', []],
  ['架空電灯の株価が上昇', []],
  ['伊架空電の株価が上昇', ['9902']],
  ['伊架空電・見本銀行頭取に聞く', []],
  ['架空電社長が会見', ['9902']],
  ['架空電北浜工場の火災', ['9902']],
])(
  'kanji beside a name in kanji make it another name, unless they introduce or belong to the company: %s',
  (title, codes) => {
    expect(codesOf(title)).toEqual(codes);
  },
);
