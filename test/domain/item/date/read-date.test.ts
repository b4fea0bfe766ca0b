import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDate } from '../../../../src/domain/item/date/read-date.ts';

const read = (text: string, zone = 'Asia/Tokyo'): string | undefined => readDate(text, zone)?.toString();

const MOMENT = '2026-11-20T09:30:00Z';

describe('one moment, as outlets write it', () => {
  test.each([
    'Fri, 20 Nov 2026 18:30:00 +0900',
    'Fri, 20 Nov 2026 09:30:00 GMT',
    'Fri, 20 Nov 26 18:30:00 JST',
    '20 Nov 2026 04:30 EST',
    'Mon, 20 November 2026 18:30:00 GMT+9',
    'Fri Nov 20 18:30:00 2026',
    'Fri Nov 20 18:30:00 JST 2026',
    'Fri Nov 20 2026 18:30:00 GMT+0900 (日本標準時)',
    'November 20, 2026 6:30 PM',
    '2026-11-20T18:30:00+09:00',
    '2026-11-20T18:30:00.000+0900',
    '2026-11-20T09:30Z',
    '2026-11-20 18:30:00',
    '2026年11月20日 18時30分',
    '２０２６年１１月２０日（金）１８：３０',
    '令和8年11月20日 午後6時30分',
    'R8.11.20 18:30',
    '2026/11/20 18:30',
    '2026.11.20 18:30',
    '金, 20 11月 2026 18:30:00 +0900',
    '20261120183000',
    '20261120T093000Z',
    '11/20/2026 18:30',
    '1795167000',
    '1795167000000',
    '2026-11-20 18:30 Asia/Tokyo',
    '2026-11-20 09:30 Europe/London',
    '2026-11-20 04:30 America/New_York',
  ])('%s', (text) => {
    expect(read(text)).toBe(MOMENT);
  });
});

describe('what a date leaves out', () => {
  test('a date without a zone is in the zone given', () => {
    expect(read('2026-11-20 18:30', 'Europe/London')).toBe('2026-11-20T18:30:00Z');
  });

  test('a date without a time is that day at midnight', () => {
    expect(read('2026年11月20日')).toBe('2026-11-19T15:00:00Z');
  });

  test('a year or a month alone is its first day', () => {
    expect(read('2026-11')).toBe('2026-10-31T15:00:00Z');
    expect(read('2026')).toBe('2025-12-31T15:00:00Z');
  });

  test('24:00 and 25:30 are of the next day', () => {
    expect(read('2026/11/19 24:00')).toBe('2026-11-19T15:00:00Z');
    expect(read('2026/11/19 25:30')).toBe('2026-11-19T16:30:00Z');
    expect(read('2026/11/19 30:59:60')).toBe('2026-11-19T21:59:59Z');
  });

  test('a leap second is the second before', () => {
    expect(read('2016-12-31T23:59:60Z')).toBe('2016-12-31T23:59:59Z');
  });

  test.each([
    ['平成31年4月30日', '2019-04-29T15:00:00Z'],
    ['昭和64年1月7日', '1989-01-06T15:00:00Z'],
    ['大正15年12月24日', '1926-12-23T15:00:00Z'],
    ['明治45年7月29日', '1912-07-28T15:00:00Z'],
    ['H31.4.30', '2019-04-29T15:00:00Z'],
    ['S64.1.7', '1989-01-06T15:00:00Z'],
  ])('a year is counted in its era: %s', (text, moment) => {
    expect(read(text)).toBe(moment);
  });

  test('a year of two digits is of this century up to 49', () => {
    expect(read('20 Nov 49 09:30 GMT')).toBe('2049-11-20T09:30:00Z');
    expect(read('20 Nov 50 09:30 GMT')).toBe('1950-11-20T09:30:00Z');
  });

  test('the month comes first between slashes, unless it can be none, and the day between dots', () => {
    expect(read('12/11/2026 09:30 GMT')).toBe('2026-12-11T09:30:00Z');
    expect(read('13/11/2026 09:30 GMT')).toBe('2026-11-13T09:30:00Z');
    expect(read('1.12.2026 09:30 GMT')).toBe('2026-12-01T09:30:00Z');
  });

  test('the first year of an era is 元年', () => {
    expect(read('令和元年5月1日')).toBe('2019-04-30T15:00:00Z');
  });
});

describe('noon by the name of a zone', () => {
  test.each([
    ['12', 'Z UT UTC GMT WET Zulu'],
    ['03', 'JST KST 日本時間 日本標準時'],
    ['04', 'HKT SGT AWST'],
    ['05', 'ICT'],
    ['06:30', 'IST'],
    ['09', 'MSK EEST'],
    ['10', 'EET SAST CEST MEST'],
    ['11', 'CET MET BST WEST'],
    ['16', 'EDT'],
    ['17', 'EST CDT'],
    ['18', 'CST MDT'],
    ['19', 'MST PDT'],
    ['20', 'PST AKDT'],
    ['21', 'AKST'],
    ['22', 'HST'],
    ['02', 'AEST'],
    ['02:30', 'ACST'],
    ['01', 'AEDT'],
    ['00', 'NZST'],
  ])('is %s UTC in %s', (hour, zones) => {
    const [hours, minutes = '00'] = hour.split(':');
    for (const zone of zones.split(' '))
      expect(`${zone} ${read(`2026年11月20日 12:00 ${zone}`)}`).toBe(
        `${zone} 2026-11-20T${hours}:${minutes}:00Z`,
      );
  });

  test('is of the day before in summer in New Zealand', () => {
    expect(read('2026年11月20日 12:00 NZDT')).toBe('2026-11-19T23:00:00Z');
  });
});

test.each([
  ['November 20, 2026 12:30 AM', '2026-11-19T15:30:00Z'],
  ['November 20, 2026 11:59 AM', '2026-11-20T02:59:00Z'],
  ['November 20, 2026 12:30 PM', '2026-11-20T03:30:00Z'],
  ['November 20, 2026 11:59 p.m.', '2026-11-20T14:59:00Z'],
  ['2026年11月20日 午前0時5分', '2026-11-19T15:05:00Z'],
  ['2026年11月20日 午前0時', '2026-11-19T15:00:00Z'],
  ['2026年11月20日 午前12時', '2026-11-19T15:00:00Z'],
  ['2026年11月20日 午後0時', '2026-11-20T03:00:00Z'],
  ['2026年11月20日 午後12時', '2026-11-20T03:00:00Z'],
  ['2026年11月20日 正午', '2026-11-20T03:00:00Z'],
  ['2026年11月20日正午', '2026-11-20T03:00:00Z'],
  ['令和8年11月20日（金）正午', '2026-11-20T03:00:00Z'],
  ['2026年11月20日 正午12時', '2026-11-20T03:00:00Z'],
  ['2026年11月20日 5時半', '2026-11-19T20:30:00Z'],
  ['2026年11月20日 午後5時半', '2026-11-20T08:30:00Z'],
  ['2026年11月20日(金)午後５ 時 半', '2026-11-20T08:30:00Z'],
  ['2026年11月20日 午後0時半', '2026-11-20T03:30:00Z'],
  ['2026年11月20日 午後3時', '2026-11-20T06:00:00Z'],
  ['2026年11月20日 15時4分5.678秒', '2026-11-20T06:04:05.678Z'],
])('a clock of twelve or of twenty-four hours is read: %s', (text, moment) => {
  expect(read(text)).toBe(moment);
});

test.each([
  ['27 November 2026, 5.30pm', '2026-11-27T08:30:00Z'],
  ['27 November 2026 5.30 p.m.', '2026-11-27T08:30:00Z'],
  ['5 pm, Nov 27, 2026', '2026-11-27T08:00:00Z'],
  ['Nov 27, 2026 3 PM', '2026-11-27T06:00:00Z'],
  ['2026-11-27 9am GMT', '2026-11-27T09:00:00Z'],
  ['27.11.2026 5.30pm GMT+9', '2026-11-27T08:30:00Z'],
  ['2026.11.27 11 a.m.EST', '2026-11-27T16:00:00Z'],
  ['27.11.2026 12 a.m.', '2026-11-26T15:00:00Z'],
  ['27.11.2026 12.05 p.m.', '2026-11-27T03:05:00Z'],
  ['2026-11-27 6: 30 PM', '2026-11-27T09:30:00Z'],
])('a time before or after noon needs no colon: %s', (text, moment) => {
  expect(read(text)).toBe(moment);
});

test.each([
  'Nov 27, 2026, half past five',
  '27.11.2026 pm',
  'Nov 27, 2026 Vol. 27.11 pm',
  'Nov 27, 2026 5 amps',
  'Nov 27, 2026 5.75pm',
  'Nov 27, 2026 30 pm',
])('a day whose time is in no known form begins at midnight: %s', (text) => {
  expect(read(text)).toBe('2026-11-26T15:00:00Z');
});

test('a year of two digits may come first', () => {
  expect(read('24/11/30 12:00')).toBe('2024-11-30T03:00:00Z');
});

test('a place that is no time zone is ignored', () => {
  expect(read('2026-11-20 10:00 Asia/Kaku')).toBe(read('2026-11-20 10:00'));
});

describe('what is no date', () => {
  test.each([
    '',
    'now',
    '昨日',
    '2026-11-31',
    '2026-13-01',
    '12:30',
    '2026-11-20T25:61:00Z',
    '2026年11月',
    '2026年11月 15:00',
    '2026年11月15時',
    '令和8年11月 15 : 00',
    '11月 2026',
    '15:04 11月 2026',
    '11月20日',
    '11月20日 2026',
    '2026/11/20 31:00',
    '2026/11/20 12:60',
    '2026/11/20 12:30:61',
    '0001-01-01T00:00:00Z',
    '1899-12-31T23:59:59Z',
    '明治1年1月1日',
    `2026-11-20 ${'x'.repeat(90)}`,
    `2026-11-20${' '.repeat(391)}`,
    '2026-11-20T10:00:00+99:00',
    'x'.repeat(10_000),
  ])('%s', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test('a date has at most a hundred characters, not counting spaces in a row', () => {
    expect(read(`2026-11-20 ${'x'.repeat(89)}`)).toBe('2026-11-19T15:00:00Z');
    expect(read(`2026-11-20${' '.repeat(390)}`)).toBe('2026-11-19T15:00:00Z');
    expect(read('1900-01-01T00:00:00Z')).toBe('1900-01-01T00:00:00Z');
  });

  test('no text makes the reader throw', () => {
    const unit = fc.constantFrom(...Array.from('0123456789:-/.年月日時分午後令和RTZ+ JanNov,pm秒()'));
    const text = fc.string({ unit, maxLength: 40 });
    const check = fc.check(
      fc.property(text, (date) => void readDate(date, 'Asia/Tokyo')),
      { numRuns: 5000 },
    );
    expect(check.counterexample).toBeNull();
  });
});
