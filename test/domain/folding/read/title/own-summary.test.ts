import { expect, test } from 'vitest';
import { ownSummary } from '../../../../../src/domain/folding/read/title/own-summary.ts';

test.each([
  ['新工場は来春に動く。【関連記事】若草銀、頭取が交代', '新工場は来春に動く。'],
  ['新工場は来春に動く。あわせて読みたい：若草銀の頭取', '新工場は来春に動く。'],
  ['The plant opens in spring. Related: Wakakusa Bank names president', 'The plant opens in spring. '],
  ['The plant opens in spring. Read more: bears seen in town', 'The plant opens in spring. '],
])('What a summary lists of other stories is left out: %s', (summary, own) => {
  expect(ownSummary(summary)).toBe(own);
});

test('The first 400 characters of a summary are read', () => {
  expect(ownSummary(`${'港'.repeat(400)}町`)).toBe('港'.repeat(400));
});

test.each(['関連会社の若草銀が出資する。', 'A related company, Wakakusa, takes a stake.'])(
  'What only sounds like such a list stays: %s',
  (summary) => {
    expect(ownSummary(summary)).toBe(summary);
  },
);
