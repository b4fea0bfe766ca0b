import { describe, expect, test } from 'vitest';
import { type EditionDays, isEditionDay, nextEditionAt } from '../../../src/domain/edition/calendar.ts';
import { instant } from '../../make.ts';
import { isOfficialHoliday } from './official-holidays.ts';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

const calendar = (days: EditionDays) => ({
  days,
  time: Temporal.PlainTime.from('07:00'),
  isHoliday: isOfficialHoliday,
});

/** The days of a range, both ends included, that have an edition. */
const daysOf = (from: string, until: string, days: EditionDays): readonly string[] => {
  const found: string[] = [];
  for (let at = day(from); Temporal.PlainDate.compare(at, day(until)) <= 0; at = at.add({ days: 1 }))
    if (isEditionDay(at, calendar(days))) found.push(at.toString());
  return found;
};

describe('the days with an edition', () => {
  test('are on business days neither weekends nor holidays, as in the five days of rest of September 2026', () => {
    expect(daysOf('2026-09-17', '2026-09-25', 'business')).toEqual([
      '2026-09-17',
      '2026-09-18',
      '2026-09-24',
      '2026-09-25',
    ]);
  });

  test('are not on business days the days on which exchange and banks rest at the end of the year', () => {
    expect(daysOf('2026-12-29', '2027-01-05', 'business')).toEqual([
      '2026-12-29',
      '2026-12-30',
      '2027-01-04',
      '2027-01-05',
    ]);
  });

  test('are on weekdays Monday to Friday, holidays included', () => {
    expect(daysOf('2026-11-20', '2026-11-24', 'weekdays')).toEqual([
      '2026-11-20',
      '2026-11-23',
      '2026-11-24',
    ]);
  });

  test('are all days where they are daily', () => {
    expect(daysOf('2026-11-20', '2026-11-24', 'daily')).toHaveLength(5);
  });
});

describe('the next edition', () => {
  test.each([
    ['before the time of an edition day', '2026-11-26T06:59:59+09:00', '2026-11-26T07:00:00+09:00'],
    ['at that time', '2026-11-26T07:00:00+09:00', '2026-11-27T07:00:00+09:00'],
    ['on a Friday', '2026-11-20T12:00:00+09:00', '2026-11-24T07:00:00+09:00'],
    ['in UTC still the day before', '2026-11-23T23:00:00Z', '2026-11-25T07:00:00+09:00'],
    ['before the longest holidays', '2026-05-01T08:00:00+09:00', '2026-05-07T07:00:00+09:00'],
  ])('%s', (_when, now, next) => {
    expect(nextEditionAt(instant(now), calendar('business')).toString()).toBe(instant(next).toString());
  });
});
