import { expect, test } from 'vitest';
import {
  clockTime,
  dateAndTime,
  longDate,
  needsDate,
  storyDate,
  storyTime,
} from '../../../../src/site/page/part/show-time.ts';
import { instant } from '../../../make.ts';

const published = instant('2026-11-23T15:04:05.6Z');
const reportedAt = instant('2026-11-01T00:00:00Z');

test('a moment is shown in Japan time, and marked up to the second', () => {
  expect(clockTime(published).text).toBe('<time datetime="2026-11-23T15:04:05Z">00:04</time>');
  expect(dateAndTime(published, 'en').text).toBe(
    '<time datetime="2026-11-23T15:04:05Z">24 Nov, 00:04</time>',
  );
  expect(dateAndTime(published, 'ja').text).toBe(
    '<time datetime="2026-11-23T15:04:05Z">11月24日(火) 00:04</time>',
  );
});

test('a story under its day has the time of its lead, with the date if that is another day', () => {
  const sameDay = instant('2026-11-24T14:30:00Z');
  expect(storyTime({ published, reportedAt: sameDay }, 'en').text).toContain('>23:30<');
  expect(storyTime({ published, reportedAt }, 'en').text).toContain('>1 Nov, 09:00<');
  expect(storyDate({ reportedAt: published }, 'en').text).toContain('>24 Nov, 00:04<');
  expect(storyDate({ reportedAt }, 'ja').text).toContain('>11月1日(日) 09:00<');
});

test('a story needs its date unless its lead is of this day', () => {
  const day = (text: string) => Temporal.PlainDate.from(text);
  expect(needsDate({ reportedAt: published }, day('2026-11-24'))).toBe(false);
  expect(needsDate({ reportedAt: published }, day('2026-11-23'))).toBe(true);
  expect(needsDate({ reportedAt }, day('2026-11-24'))).toBe(true);
});

test.each([
  ['2026-11-23', 'Monday, 23 November 2026', '2026年11月23日(月)'],
  ['2026-11-24', 'Tuesday, 24 November 2026', '2026年11月24日(火)'],
  ['2026-11-25', 'Wednesday, 25 November 2026', '2026年11月25日(水)'],
  ['2026-11-26', 'Thursday, 26 November 2026', '2026年11月26日(木)'],
  ['2026-11-27', 'Friday, 27 November 2026', '2026年11月27日(金)'],
  ['2026-11-28', 'Saturday, 28 November 2026', '2026年11月28日(土)'],
  ['2026-11-29', 'Sunday, 29 November 2026', '2026年11月29日(日)'],
])('the day %s is %s or %s', (date, english, japanese) => {
  const day = Temporal.PlainDate.from(date);
  expect([longDate(day, 'en'), longDate(day, 'ja')]).toEqual([english, japanese]);
});
