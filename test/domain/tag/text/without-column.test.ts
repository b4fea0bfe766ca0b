import { expect, test } from 'vitest';
import { withoutColumn } from '../../../../src/domain/tag/text/without-column.ts';
import { realDictionary } from '../real-dictionary.ts';

const { read } = realDictionary();
const bare = (title: string): string => withoutColumn(title, read);

test('a part behind a bar that is longer than what stands before it is the title', () => {
  expect(bare('コラム｜日銀の利上げを読む')).toBe('コラム｜日銀の利上げを読む');
  expect(bare('日銀の利上げを読む | コラム')).toBe('日銀の利上げを読む');
});

test('what stands before the outlet or the bar is longer than what stands behind it', () => {
  expect(bare('日銀の利上｜経済欄')).toBe('日銀の利上');
  expect(bare('日銀利上｜経済欄')).toBe('日銀利上｜経済欄');
  expect(bare('港の町の祭りの日 - 港の新聞')).toBe('港の町の祭りの日');
  expect(bare('港の町の祭の日 - 港の新聞')).toBe('港の町の祭の日 - 港の新聞');
});

test('an outlet has at most thirty characters, and what is behind a bar 24', () => {
  const title = '港の商店街に新しい屋根が付き、三千人が集まって夏の祭りを夜まで楽しむ';
  for (const [end, most] of [
    [(length: number) => ` - ${'港'.repeat(length - 2)}新聞`, 30],
    [(length: number) => ` | ${'港'.repeat(length)}`, 24],
  ] as const) {
    expect(bare(title + end(most))).toBe(title);
    expect(bare(title + end(most + 1))).toBe(title + end(most + 1));
  }
});

test.each([
  '日本経済新聞',
  '架空通信',
  'ソニー生活ニュース',
  '架空タイムズ',
  'Evening Gazette',
  'The Gazette of Springfield',
  'KXY7 Lakeside',
  'gazette.example.com',
])('an outlet behind a spaced hyphen at the end is left out: %s', (outlet) => {
  const title = '港の商店街に新しい屋根が付き、三千人が集まって夏の祭りを楽しむ';
  expect(bare(`${title} - ${outlet}`)).toBe(title);
  expect(bare(`${title} - ${outlet} | 経済`)).toBe(title);
});

test.each([
  'Japan automakers face fresh US tariffs — Honda cuts forecast',
  'Japan automakers face fresh US tariffs - Honda Cuts Forecast',
  'Lender agrees to $5 billion deal – Tokio Marine',
  'Lender agrees to $5 billion deal - Tokio Marine',
  'Ministry gives its monthly view of the economy - Rate Hike Ahead',
  'Springfield opens a new bridge - and what it means',
  '日銀、政策金利を0.5%に引き上げ - 植田総裁が会見',
  '日銀、政策金利を0.5%に引き上げ - 植田総裁会見',
  '港の新しい橋が開通、式典に三千人が集まる - 社長が語る架空ニュース',
  '橋が開通 - 港のニュースを伝える架空オンライン',
])('a clause behind a dash stays: %s', (title) => {
  expect(bare(title)).toBe(title);
});
