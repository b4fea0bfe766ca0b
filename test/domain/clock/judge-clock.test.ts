import { expect, test } from 'vitest';
import { type ClockEvidence, explainClock, judgeClock } from '../../../src/domain/clock/judge-clock.ts';
import { NOON } from '../../make.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const nowMs = NOON.epochMilliseconds;

const judge = (rest: Partial<ClockEvidence> = {}) =>
  judgeClock({ nowMs, outletsMs: [], outlets: 10, knownMs: undefined, confirmedMs: undefined, ...rest });

const BELIEVED = { kind: 'believed' };

test('a clock is believed where nothing is known, and within a day of what is', () => {
  expect(judge()).toEqual(BELIEVED);
  expect(judge({ knownMs: nowMs - DAY_MS })).toEqual(BELIEVED);
  expect(judge({ knownMs: nowMs + DAY_MS })).toEqual(BELIEVED);
  expect(judge({ knownMs: nowMs - DAY_MS - 1 })).toEqual({ kind: 'leapt', aheadMs: DAY_MS + 1 });
  expect(judge({ knownMs: nowMs + DAY_MS + 1 })).toEqual({ kind: 'leapt', aheadMs: -DAY_MS - 1 });
});

test.each([
  ['ahead of', 400],
  ['behind', -400],
])('a clock %s the newest commit has leapt until three outlets agree with it', (_, days) => {
  const knownMs = nowMs - days * DAY_MS;
  const leapt = { kind: 'leapt', aheadMs: days * DAY_MS };
  expect(judge({ knownMs })).toEqual(leapt);
  expect(judge({ knownMs, outletsMs: [nowMs, nowMs] })).toEqual(leapt);
  expect(judge({ knownMs, outletsMs: [nowMs, nowMs, nowMs] })).toEqual(BELIEVED);
});

test('where the sources have fewer outlets than three, all of them must agree', () => {
  const knownMs = nowMs - 3 * DAY_MS;
  expect(judge({ knownMs, outlets: 2, outletsMs: [nowMs] })).toMatchObject({ kind: 'leapt' });
  expect(judge({ knownMs, outlets: 2, outletsMs: [nowMs, nowMs] })).toEqual(BELIEVED);
});

test('three outlets that agree on another time are believed, and one or two are not', () => {
  const theirs = nowMs - 400 * DAY_MS;
  expect(judge({ outletsMs: [theirs] })).toEqual(BELIEVED);
  expect(judge({ outlets: 2, outletsMs: [theirs, theirs] })).toEqual(BELIEVED);
  expect(judge({ outletsMs: [theirs, theirs, theirs + 2 * HOUR_MS] })).toEqual(BELIEVED);
  const wrong = { kind: 'wrong', aheadMs: 400 * DAY_MS };
  expect(judge({ outletsMs: [theirs, theirs, theirs] })).toEqual(wrong);
  expect(judge({ knownMs: nowMs + 2 * DAY_MS, outletsMs: [theirs, theirs, theirs] })).toEqual(wrong);
  expect(judge({ knownMs: nowMs - 32 * DAY_MS, outletsMs: [theirs, theirs, theirs] })).toEqual(wrong);
});

test.each([
  ['at the time of the newest commit', 0, 'believed'],
  ['an hour behind it', -1 / 24, 'believed'],
  ['a month ahead of it', 31, 'leapt'],
])('a clock %s is overruled by more than half of all outlets, if they agree', (_, days, kind) => {
  const knownMs = nowMs - days * DAY_MS;
  const theirs = nowMs - 400 * DAY_MS;
  const answers = (count: number) => Array.from({ length: count }, () => theirs);
  expect(judge({ knownMs, outletsMs: answers(5) })).toMatchObject({ kind });
  expect(judge({ knownMs, outletsMs: answers(6) })).toEqual({ kind: 'wrong', aheadMs: 400 * DAY_MS });
  expect(judge({ knownMs, outletsMs: [...answers(5), theirs + 2 * HOUR_MS] })).toMatchObject({ kind });
  expect(judge({ knownMs, outlets: 3, outletsMs: answers(2) })).toMatchObject({ kind });
});

test('one outlet that lies changes nothing', () => {
  expect(judge({ outletsMs: [nowMs - 9_000 * DAY_MS, nowMs, nowMs + 1] })).toEqual(BELIEVED);
});

test("the operator's word outweighs the outlets, for the time that it was given for", () => {
  const other = nowMs - 400 * DAY_MS;
  expect(judge({ knownMs: other, outletsMs: [other, other, other], confirmedMs: nowMs })).toEqual(BELIEVED);
  expect(judge({ knownMs: other, confirmedMs: other })).toMatchObject({ kind: 'leapt' });
});

test('the message says what is wrong, what is held back and what to do', () => {
  expect(explainClock({ kind: 'believed' }, NOON)).toBeUndefined();
  expect(explainClock({ kind: 'leapt', aheadMs: 400 * DAY_MS }, NOON)).toBe(
    'The clock of this machine (2026-11-24 12:00 JST) is 400 days ahead of the last trusted time, perhaps because Kawaraban did not run in between. Until the sources’ servers confirm the clock, this process removes no story, freezes no archive and makes no edition. Set the clock if it is wrong. If the clock is right, run `kawaraban clock` while the daemon runs.',
  );
  expect(explainClock({ kind: 'leapt', aheadMs: -2 * DAY_MS }, NOON)).toContain(
    'is 2 days behind the last trusted time. Until',
  );
  expect(explainClock({ kind: 'wrong', aheadMs: -2 * DAY_MS }, NOON)).toBe(
    'The clock of this machine (2026-11-24 12:00 JST) is 2 days behind the time of the sources’ servers. News is dated by their time; this process removes no story, freezes no archive and makes no edition. Set the clock if it is wrong. If the clock is right, run `kawaraban clock` while the daemon runs.',
  );
});
