import { expect, test } from 'vitest';
import type { Company, CompanyCode } from '../../../src/domain/tag/company.ts';
import { needsOf } from '../../../src/site/search/needs-of.ts';
import { makeConfig } from '../../daemon/support/make-config.ts';
import { makeOutlet, makeTopic } from '../../make.ts';

const KAKU = {
  code: '9999',
  nameJa: '架空電機株式会社',
  nameEn: 'Kaku Electric',
  aliases: ['カクウ', '架空ＥＬ'],
} as unknown as Company;

const config = makeConfig({ companies: [KAKU] });

const asked = (words: string) =>
  needsOf(words, config).map(({ text, labels }) =>
    labels.length === 0 ? text : `${text} or ${JSON.stringify(labels)}`,
  );

const TAGGED = 'or [{"company":"9999"}]';

test.each(['カクウ決算', 'カクウ 決算', 'カクウの決算', 'カクウと決算', 'カクウは決算'])(
  '%s asks for the company and its results, with or without a space or a particle',
  (words) => {
    expect(asked(words)).toEqual([`カクウ ${TAGGED}`, '決算']);
  },
);

test.each([
  ['kaku electric plant', [`kaku electric ${TAGGED}`, 'plant']],
  ['架空電機 工場', [`架空電機 ${TAGGED}`, '工場']],
  ['架空EL', [`架空 el ${TAGGED}`]],
  ['9999', [`9999 ${TAGGED}`]],
])('%s asks for a name as a whole', (words, needs) => {
  expect(asked(words)).toEqual(needs);
});

test('every name of a company, a topic or an outlet is asked for with its label', () => {
  const named = makeConfig({
    companies: [{ ...KAKU, kana: 'カクウデンキ' }],
    topics: [makeTopic('rates', 'Interest rates', '金利')],
    outlets: [makeOutlet('wire', { name: 'Made-up Wire', nameJa: '架空通信' })],
  });
  const labelsOf = (words: string) => needsOf(words, named).map(({ labels }) => labels);
  for (const name of ['9999', '架空電機株式会社', '架空電機', 'Kaku Electric', 'カクウデンキ', 'カクウ'])
    expect(labelsOf(name), name).toEqual([[{ company: '9999' }]]);
  for (const name of ['rates', 'Interest Rates', '金利'])
    expect(labelsOf(name), name).toEqual([[{ topic: 'rates' }]]);
  for (const name of ['wire', 'made up wire', '架空通信'])
    expect(labelsOf(name), name).toEqual([[{ outlet: 'wire' }]]);
});

test('a name is found in hiragana and katakana alike, and only as a whole', () => {
  const named = makeConfig({
    companies: [
      { ...KAKU, aliases: ['カモメコウクウ'] },
      { ...KAKU, code: '9998' as CompanyCode, nameJa: 'かくうモーター', aliases: [] },
    ],
  });
  const found = (words: string) =>
    needsOf(words, named).map(({ text, labels }) => [text, labels.map((label) => Object.values(label)[0])]);
  expect(found('かもめこうくう')).toEqual([['かもめこうくう', ['9999']]]);
  expect(found('カモメコウクウ')).toEqual([['カモメコウクウ', ['9999']]]);
  expect(found('かくうモーター')).toEqual([['かくうモーター', ['9998']]]);
  expect(found('モーター')).toEqual([['モーター', []]]);
  expect(found('りこーる')).toEqual([['りこーる', []]]);
});

test('a name that two things have is asked for with both labels', () => {
  const named = makeConfig({
    companies: [KAKU],
    outlets: [makeOutlet('kaku', { name: 'カクウ' })],
  });
  expect(needsOf('カクウ', named)).toEqual([
    { text: 'カクウ', labels: [{ company: '9999' }, { outlet: 'kaku' }] },
  ]);
});

test('a name is known by its first six words, and one of more words by no search', () => {
  const known = (name: string) =>
    needsOf(name, makeConfig({ outlets: [makeOutlet('long', { name })] })).filter(
      ({ labels }) => labels.length > 0,
    ).length;
  expect([known('one two three four five six'), known('one two three four five six seven')]).toEqual([1, 0]);
});

test('a search looks for its first twenty words', () => {
  const words = Array.from({ length: 21 }, (_, n) => `w${n}`);
  expect(asked(words.join(' '))).toEqual(words.slice(0, 20));
});

test.each([
  ['引き上げ', ['引き上げ']],
  ['さくら', ['さくら']],
  ['りこーる', ['りこーる']],
  ['コーヒーについて', ['コーヒー']],
  ['日銀の利上げ', ['日銀', '利上げ']],
  ['…', []],
])('%s asks for its words', (words, needs) => {
  expect(asked(words)).toEqual(needs);
});
