import { expect, test } from 'vitest';
import { SHIPPED_PARAMETERS } from '../../../../src/domain/folding/fold-articles.ts';
import { createReader } from '../../../../src/domain/folding/read/read-article.ts';
import { vetoOf } from '../../../../src/domain/folding/score/vetoes.ts';
import { DICTIONARY, GLOSSARY, makeStoryArticle } from '../make-story-article.ts';

const read = createReader(SHIPPED_PARAMETERS, GLOSSARY, DICTIONARY);

const vetoOfTitles = (one: string, other: string, outlets: readonly [string, string] = ['a', 'b']) =>
  vetoOf(
    read(makeStoryArticle('a', one, { outlet: outlets[0] })),
    read(makeStoryArticle('b', other, { outlet: outlets[1] })),
  );

test('a daily title of another day is another story, also if it names the day of the week', () => {
  expect(vetoOfTitles('知事日誌1日(土)', '知事日誌2日(日)')).toBe('same title of another day');
  expect(vetoOfTitles('知事日誌1日(土)', '知事日誌1日(土)')).toBeUndefined();
});

const PIECES = [
  'なぜ北浜精機の社長は騙されたのか...!意外と知らない「解任騒動」の衝撃の真実',
  '「若者はナメている...」北浜精機の解任騒動、その戦いは2年前から始まっていた',
] as const;

test('two pieces of one magazine are two stories', () => {
  const [one, other] = PIECES;
  expect(vetoOfTitles(one, other, ['magazine', 'magazine'])).toBe(
    'two titles of one outlet that read like magazine pieces',
  );
  expect(vetoOfTitles(other, other, ['magazine', 'magazine'])).toBeUndefined();
  expect(vetoOfTitles(other, '北浜精機、社長を解任', ['magazine', 'magazine'])).toBeUndefined();
});

test('two titles that begin with one name are of one company, also if the tagger found it in one of them only', () => {
  const vetoOfCodes = (one: string, other: string) =>
    vetoOf(
      read(makeStoryArticle('a', one, { outlet: 'a', codes: '9901' })),
      read(makeStoryArticle('b', other, { outlet: 'b', codes: '9902' })),
    );
  const leak = '最大1234人分の情報流出か 南港電子でも';
  expect(vetoOfCodes(`北浜精機 ${leak}`, '北浜精機、顧客情報1234人分流出か')).toBeUndefined();
  expect(vetoOfCodes(`北浜精機 ${leak}`, '鶴見工機、顧客情報1234人分流出か')).toBe('different companies');
  expect(vetoOfCodes(`10月1日 ${leak}`, '10月1日、顧客情報1234人分流出か')).toBe('different companies');
});

test('a title that was cut short before the reaction is no other story', () => {
  const title = '月影国、新港の通行料を撤回';
  expect(vetoOfTitles(title, `${title} 対抗措置を受け`)).toBeUndefined();
  expect(vetoOfTitles(title, '北浜国が月影国の通行料に反発')).toBe('only one is a reaction');
});
