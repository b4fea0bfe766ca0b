import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueAt, isEditionDay } from '../../../src/domain/edition/calendar.ts';
import { type DueEdition, dueEdition, type LastEdition } from '../../../src/domain/edition/due-edition.ts';
import { instant } from '../../make.ts';
import { isOfficialHoliday } from './official-holidays.ts';

const CALENDAR = {
  days: 'business' as const,
  time: Temporal.PlainTime.from('07:00'),
  isHoliday: isOfficialHoliday,
};

const due = (now: string, last?: { readonly date: string; readonly until?: string }) => {
  const found = dueEdition(
    instant(now),
    last && {
      date: Temporal.PlainDate.from(last.date),
      ...(last.until === undefined ? {} : { until: instant(last.until) }),
    },
    CALENDAR,
  );
  return found && [found.date.toString(), inJst(found.since), inJst(found.until)];
};

const inJst = (moment: Temporal.Instant): string =>
  moment.toZonedDateTimeISO('Asia/Tokyo').toPlainDateTime().toString();

const WEDNESDAY = { date: '2026-11-25', until: '2026-11-25T07:00:20+09:00' };

describe('an edition', () => {
  test('is due from its time on, and covers what came since the last one', () => {
    expect(due('2026-11-26T06:59:59+09:00', WEDNESDAY)).toBeUndefined();
    expect(due('2026-11-26T07:00:10+09:00', WEDNESDAY)).toEqual([
      '2026-11-26',
      '2026-11-25T07:00:20',
      '2026-11-26T07:00:10',
    ]);
  });

  test('that was missed in the morning is due later that day', () => {
    expect(due('2026-11-26T23:59:59+09:00', WEDNESDAY)?.[0]).toBe('2026-11-26');
  });

  test('of a day that is over is due no more', () => {
    expect(due('2026-11-27T00:00:00+09:00', WEDNESDAY)).toBeUndefined();
    expect(due('2026-11-27T07:00:00+09:00', WEDNESDAY)).toEqual([
      '2026-11-27',
      '2026-11-25T07:00:20',
      '2026-11-27T07:00:00',
    ]);
  });

  test('is due on no holiday', () => {
    expect(due('2026-11-23T09:00:00+09:00', { date: '2026-11-20' })).toBeUndefined();
  });

  test('is not due twice on a day, nor on a day before the newest one', () => {
    expect(due('2026-11-25T12:00:00+09:00', WEDNESDAY)).toBeUndefined();
    expect(due('2026-11-24T12:00:00+09:00', WEDNESDAY)).toBeUndefined();
  });

  test('covers a day where it is the first one', () => {
    expect(due('2026-11-26T09:30:00+09:00')).toEqual([
      '2026-11-26',
      '2026-11-25T09:30:00',
      '2026-11-26T09:30:00',
    ]);
  });

  test('covers the longest holidays whole, and after a longer pause eight days', () => {
    const before = { date: '2026-05-01', until: '2026-05-01T07:00:00+09:00' };
    expect(due('2026-05-07T07:00:00+09:00', before)?.[1]).toBe('2026-05-01T07:00:00');
    expect(due('2026-05-20T08:00:00+09:00', before)?.[1]).toBe('2026-05-12T08:00:00');
  });

  test('that is late after the seven days of New Year covers them whole', () => {
    const before = { date: '2024-12-30', until: '2024-12-30T07:00:20+09:00' };
    expect(due('2025-01-05T12:00:00+09:00', before)).toBeUndefined();
    expect(due('2025-01-06T12:00:00+09:00', before)?.[1]).toBe('2024-12-30T07:00:20');
  });

  test('begins when the last one was due where the document of that cannot be read', () => {
    expect(due('2026-11-26T07:00:00+09:00', { date: '2026-11-25' })?.[1]).toBe('2026-11-25T07:00:00');
  });
});

test('whenever the clock is looked at, forward or back, a day has at most one edition, and ranges never overlap', () => {
  const from = instant('2026-11-01T00:00:00Z');
  const looks = fc.array(fc.integer({ min: 0, max: 60 * 24 * 60 }), { maxLength: 200 });
  fc.assert(
    fc.property(looks, (minutes) => {
      let last: LastEdition | undefined;
      const made: DueEdition[] = [];
      for (const at of minutes) {
        const edition = dueEdition(from.add({ minutes: at }), last, CALENDAR);
        if (edition === undefined) continue;
        made.push(edition);
        last = edition;
      }
      for (const [n, { date, since, until }] of made.entries()) {
        const before = made[n - 1];
        expect(isEditionDay(date, CALENDAR)).toBe(true);
        expect(Temporal.Instant.compare(dueAt(date, CALENDAR), until)).toBeLessThanOrEqual(0);
        expect(Temporal.Instant.compare(since, until)).toBeLessThan(0);
        if (before === undefined) continue;
        expect(Temporal.PlainDate.compare(before.date, date)).toBeLessThan(0);
        expect(Temporal.Instant.compare(before.until, since)).toBeLessThanOrEqual(0);
      }
    }),
  );
});
