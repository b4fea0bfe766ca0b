import { describe, expect, test } from 'vitest';
import { parseFeed } from '../../src/read/parse-feed.ts';
import { WRITTEN_FORMATS, type WrittenFormat, writeFeed } from './support/written-feeds.ts';

/** 18:30 in Japan, unless the form says seconds, less than minutes, or another moment. */
const MOMENT = '2026-11-20T09:30:00Z';
const MIDNIGHT = '2026-11-19T15:00:00Z';

const FORMS: readonly (readonly [form: string, moment: string])[] = [
  // RFC 822, RFC 2822, and what is made of them
  ['Fri, 20 Nov 2026 18:30:00 +0900', MOMENT],
  ['Fri, 20 Nov 2026 18:30 +0900', MOMENT],
  ['Fri, 20 Nov 26 18:30:00 +0900', MOMENT],
  ['20 Nov 2026 18:30:00 +0900', MOMENT],
  ['Mon, 20 Nov 2026 18:30:00 +0900', MOMENT],
  ['Friday, 20 November 2026 18:30:00 +0900', MOMENT],
  ['FRI, 20 NOV 2026 18:30:00 +0900', MOMENT],
  ['Fri 20 Nov 2026 18:30:00 +0900', MOMENT],
  ['Fri,20 Nov 2026 18:30:00 +0900', MOMENT],
  ['Fri, 20  Nov 2026  18:30:00   +0900', MOMENT],
  ['Fri, 20-Nov-2026 18:30:00 +0900', MOMENT],
  ['Fri, 20 Nov 2026 18:30:00 +09:00', MOMENT],
  ['Fri, 20 Nov 2026 18:30:00 JST', MOMENT],
  ['Fri, 20 Nov 2026 18:30:00 +0900 (JST)', MOMENT],
  ['Fri, 20 Nov 2026 18:30:00 GMT+9', MOMENT],
  ['Fri, 20 Nov 2026 18:30:00 GMT+0900', MOMENT],
  ['Fri, 20 Nov 2026 18:30:00 UTC+09:00', MOMENT],
  ['Fri, 20 Nov 2026 09:30:00 GMT', MOMENT],
  ['Fri, 20 Nov 2026 09:30:00 UT', MOMENT],
  ['Fri, 20 Nov 2026 09:30:00 UTC', MOMENT],
  ['Fri, 20 Nov 2026 09:30:00 Z', MOMENT],
  ['Fri, 20 Nov 2026 09:30:00 -0000', MOMENT],
  ['Fri, 20 Nov 2026 04:30:00 EST', MOMENT],
  ['Fri, 20 Nov 2026 01:30:00 PST', MOMENT],
  ['Mon, 20 Jul 2026 05:30:00 EDT', '2026-07-20T09:30:00Z'],
  ['Fri, 20 Nov 2026 18:30:00', MOMENT],
  ['Fri, 6 Nov 2026 18:30:00 +0900', '2026-11-06T09:30:00Z'],
  ['Fri,  6 Nov 2026 18:30:00 +0900', '2026-11-06T09:30:00Z'],
  ['Sat, 21 Nov 2026 24:00:00 +0900', '2026-11-21T15:00:00Z'],
  // asctime and what Americans write
  ['Fri Nov 20 18:30:00 2026', MOMENT],
  ['Fri Nov  6 18:30:00 2026', '2026-11-06T09:30:00Z'],
  ['Fri Nov 20 18:30:00 JST 2026', MOMENT],
  ['Fri Nov 20 18:30:00 +0900 2026', MOMENT],
  ['November 20, 2026 18:30', MOMENT],
  ['Nov 20, 2026 6:30 PM', MOMENT],
  ['2026 Nov 20 18:30:00 +0900', MOMENT],
  ['2026-Nov-20 18:30', MOMENT],
  ['2026 November 20th', MIDNIGHT],
  // what British papers write
  ['20 November 2026, 6.30pm', MOMENT],
  ['20 November 2026, 6 p.m.', '2026-11-20T09:00:00Z'],
  // W3CDTF and ISO 8601
  ['2026-11-20T18:30:00+09:00', MOMENT],
  ['2026-11-20T18:30:00+0900', MOMENT],
  ['2026-11-20T18:30:00+09', MOMENT],
  ['2026-11-20T18:30+09:00', MOMENT],
  ['2026-11-20T09:30:00Z', MOMENT],
  ['2026-11-20T09:30Z', MOMENT],
  ['2026-11-20T18:30:00.250+09:00', '2026-11-20T09:30:00.25Z'],
  ['2026-11-20t09:30:00z', MOMENT],
  ['2026-11-20 18:30:00 +0900', MOMENT],
  ['2026-11-20 18:30:00+09:00', MOMENT],
  ['2026-11-20T18:30:00', MOMENT],
  ['2026-11-20 18:30:00', MOMENT],
  ['2026-11-20 18:30', MOMENT],
  ['2026-11-20', MIDNIGHT],
  ['2026-11', '2026-10-31T15:00:00Z'],
  ['20261120T183000+0900', MOMENT],
  ['20261120T183000', MOMENT],
  ['20261120183000', MOMENT],
  ['20261120', MIDNIGHT],
  // slashes and dots
  ['2026/11/20 18:30:00', MOMENT],
  ['2026/11/20 18:30', MOMENT],
  ['2026/11/6 8:05:00', '2026-11-05T23:05:00Z'],
  ['2026/11/20', MIDNIGHT],
  ['2026/11/20(金) 18:30', MOMENT],
  ['2026.11.20 18:30', MOMENT],
  ['2026.11.20', MIDNIGHT],
  // Japanese
  ['2026年11月20日 18時30分00秒', MOMENT],
  ['2026年11月20日 18時30分', MOMENT],
  ['2026年11月20日18:30', MOMENT],
  ['2026年11月20日', MIDNIGHT],
  ['2026年11月20日（金）18時30分', MOMENT],
  ['2026年11月20日(金曜日) 18:30', MOMENT],
  ['2026年11月20日 午後6時30分', MOMENT],
  ['2026年11月20日 午前9時5分', '2026-11-20T00:05:00Z'],
  ['2026年11月20日 午後0時30分', '2026-11-20T03:30:00Z'],
  ['2026年11月20日 午前0時', MIDNIGHT],
  ['2026年11月20日 午後6時', '2026-11-20T09:00:00Z'],
  ['2026年11月20日(金)午後6時半', MOMENT],
  ['2026年11月20日 正午', '2026-11-20T03:00:00Z'],
  ['２０２６年１１月２０日　１８時３０分', MOMENT],
  ['２０２６／１１／２０　１８：３０', MOMENT],
  ['令和8年11月20日 18時30分', MOMENT],
  ['令和８年１１月２０日', MIDNIGHT],
  ['令和元年5月1日', '2019-04-30T15:00:00Z'],
  ['平成31年4月30日', '2019-04-29T15:00:00Z'],
  ['R8.11.20 18:30', MOMENT],
  ['金, 20 11月 2026 18:30:00 +0900', MOMENT],
  ['金曜日, 20 11月 2026 18:30:00 +0900', MOMENT],
  // since the epoch
  ['1795167000', MOMENT],
  ['1795167000000', MOMENT],
];

const readDate = async (format: WrittenFormat, date: string) => {
  const items = [
    { title: '架空電機が増配', link: 'https://news.example.jp/a/1', date },
    { title: '青空製作所が新工場', link: 'https://news.example.jp/a/2', date: '2026-11-20T18:30:00+09:00' },
  ];
  const bytes = new TextEncoder().encode(writeFeed(format, { title: '経済', items }));
  const result = await parseFeed(bytes, { url: 'https://news.example.jp/rss.xml' });
  if (result.kind === 'unreadable') throw new Error(result.detail);
  return result.items.map(({ published }) => published?.toString());
};

describe.each(WRITTEN_FORMATS)('a date is read in %s', (format) => {
  test.each(FORMS)('%s', async (form, moment) => {
    expect(await readDate(format, form)).toEqual([moment, MOMENT]);
  });
});

const NO_DATES = [
  '',
  '昨日',
  '近日公開',
  '0000-00-00 00:00:00',
  '0001-01-01T00:00:00Z',
  'Mon, 01 Jan 0001 00:00:00 GMT',
  '2026-02-30',
  '2026年13月40日',
  'Fri, 32 Nov 2026 18:30:00 +0900',
  '2026-11-20T25:61:00Z',
  'null',
  '{}',
  '—',
];

describe.each(WRITTEN_FORMATS)('what is no date costs neither item nor neighbour in %s', (format) => {
  test.each(NO_DATES)('"%s"', async (text) => {
    expect(await readDate(format, text)).toEqual([undefined, MOMENT]);
  });
});
