import { expect, test } from 'vitest';
import type { Company } from '../../../src/domain/tag/company.ts';
import { needsOf } from '../../../src/site/search/needs-of.ts';
import { makeConfig } from '../../daemon/support/make-config.ts';

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

test.each([
  ['引き上げ', ['引き上げ']],
  ['さくら', ['さくら']],
  ['日銀の利上げ', ['日銀', '利上げ']],
  ['…', []],
])('%s asks for its words', (words, needs) => {
  expect(asked(words)).toEqual(needs);
});
