import { expect, test } from 'vitest';
import { doubtfulAliases } from '../../../../src/domain/tag/company/doubtful-aliases.ts';
import type { Company, CompanyCode } from '../../../../src/domain/tag/company.ts';
import { shippedWords } from '../../../support/shipped-words.ts';
import { realCompanies } from '../real-dictionary.ts';

const company = (code: string, ...aliases: readonly string[]): Company => ({
  code: code as CompanyCode,
  aliases,
});

const messages = (...companies: readonly Company[]) =>
  doubtfulAliases(companies, shippedWords).map(({ message }) => message);

test('an alias that two companies share brings a warning', () => {
  expect(messages(company('9001', 'カク電'), company('9002', 'ｶｸ電'))).toEqual([
    'the alias "ｶｸ電" is also an alias of 9001: while both companies are listed, it counts only before a securities code; remove it from one of the two',
  ]);
  expect(messages(company('9001', 'カク電'), company('9001', 'カク電'))).toEqual([]);
});

test.each(['半導体', 'Profit', '世界', 'AI'])(
  '%s as an alias brings a warning, since it is an ordinary word',
  (alias) => {
    expect(messages(company('9001', alias))).toEqual([
      `the alias "${alias}" is also an ordinary word or the name of something else, so other news may get the company; write a longer alias, or add this one to words/name-well-known.txt if it means the company in headlines`,
    ]);
  },
);

test('no alias of the shipped list is doubtful', () => {
  expect(messages(...realCompanies)).toEqual([]);
});
