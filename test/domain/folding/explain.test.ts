import { expect, test } from 'vitest';
import { explainPair } from '../../../src/domain/folding/explain.ts';
import { SHIPPED_PARAMETERS } from '../../../src/domain/folding/fold-articles.ts';
import { createReader } from '../../../src/domain/folding/read/read-article.ts';
import type { CompanyCode } from '../../../src/domain/tag/company.ts';
import { DICTIONARY, GLOSSARY, makeStoryArticle } from './make-story-article.ts';

const read = createReader(SHIPPED_PARAMETERS, GLOSSARY, DICTIONARY);

const explain = (title: string, other: string): string =>
  explainPair(
    read(makeStoryArticle('a', title)),
    read(makeStoryArticle('b', other, { hours: 1 })),
    undefined,
  );

/** A report that is tagged with a company by its name in the title. */
const readTagged = (id: string, title: string) =>
  read({
    ...makeStoryArticle(id, title),
    tags: [
      {
        kind: 'company',
        code: '9901' as CompanyCode,
        evidence: [{ words: '北浜精機', where: 'title' }],
      },
    ],
  });

test('the explanation compares what two reports say of one company without its name', () => {
  const [plant, president] = [
    readTagged('a', '北浜精機、三重県に新工場'),
    readTagged('b', '北浜精機、社長に佐久間氏'),
  ];
  expect(explainPair(plant, president, undefined)).toContain(
    'similarity of the titles without company names 0.00',
  );
});

test('across languages the explanation says how far the words translate each other', () => {
  expect(explain('貨物船が座礁、乗組員を救助', 'Cargo ship runs aground, crew rescued')).toMatch(
    /similarity of translated words 0\.[1-9]\d/,
  );
});

test('numbers are named where they are shared or differ, and not where one report has none', () => {
  const title = '暁自動車、12万台をリコール';
  expect(explain(title, '暁自動車が12万台リコール')).toContain('1 number in common');
  expect(explain('北浜精機の純利益32%増', '北浜精機の純利益15%増')).toContain('different numbers');
  for (const other of ['暁自動車がリコール', '暁自動車がリコール、ブレーキに不具合'])
    expect(explain(title, other)).not.toContain('number');
});

test('names that sound alike in two scripts are mentioned', () => {
  expect(explain('アンソロピック、東京に拠点', 'Anthropic opens office in Tokyo')).toContain(
    'names that sound alike',
  );
});

test('markets are named with their session and rate', () => {
  expect(explain('東京外為17時 円、反落し155円台前半', 'NY円、153円台後半')).toContain(
    'markets tokyo-yen (17:00, at 155.00 to 155.40 yen) and new-york-yen (close, at 153.50 to 154.00 yen)',
  );
  expect(explain('東京外為17時 円、反落し155円10銭', 'NY円、153円台後半')).toContain(
    '(17:00, at 155.10 yen)',
  );
});

test('a title in the style of a magazine is named beside the title of a report', () => {
  expect(
    explain(
      '日銀、政策金利を据え置き決定',
      'なぜ日銀は動けないのか…「利上げできない国」の末路を専門家が解説する理由',
    ),
  ).toContain('only one title reads like a magazine piece');
});

test('what both name, and what they name otherwise, is listed', () => {
  const [one, other] = [
    read(makeStoryArticle('a', '日銀、財務省と協議 仙台と札幌で', { codes: '9901,9902' })),
    read(makeStoryArticle('b', '日銀と財務省の協議、大阪で', { codes: '9903', hours: 1.5 })),
  ];
  expect(explainPair(one, other, 'different companies')).toMatch(
    /^a rule keeps them apart \(different companies\); word similarity 0\.\d\d; different company \(9901, 9902 \/ 9903\); institution boj, mof; different place \(sendai, miyagi, sapporo, hokkaido \/ osaka\); .*1\.5 h apart$/,
  );
});

test('what only one of both names is not listed', () => {
  const tagged = read(makeStoryArticle('a', '日銀、財務省と協議 仙台で', { codes: '9901' }));
  const bare = read(makeStoryArticle('b', '夏祭りが開幕'));
  expect(explainPair(tagged, bare, undefined)).not.toMatch(/company|body|place|other/);
  expect(explainPair(bare, tagged, undefined)).not.toMatch(/company|body|place|other/);
});

test('the same title is called so, and the parts of a central bank’s day are named', () => {
  expect(explain('北浜精機の一日', '北浜精機の一日')).toBe('the same title; 1.0 h apart');
  expect(explain('日銀、政策金利を据え置き', '植田総裁「利上げは慎重に」')).toContain(
    'boj: decision and conference; 1.0 h apart',
  );
});
