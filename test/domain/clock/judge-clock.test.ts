import { expect, test } from 'vitest';
import { type ClockEvidence, explainClock, judgeClock } from '../../../src/domain/clock/judge-clock.ts';
import { NOON } from '../../make.ts';

const DAY_MS = 86_400_000;
const nowMs = NOON.epochMilliseconds;

const judge = (rest: Partial<ClockEvidence> = {}) =>
  judgeClock({ nowMs, hostsMs: [], hosts: 10, knownMs: undefined, confirmedMs: undefined, ...rest });

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
])('a clock %s the newest commit has leapt until three hosts agree with it', (_, days) => {
  const knownMs = nowMs - days * DAY_MS;
  const leapt = { kind: 'leapt', aheadMs: days * DAY_MS };
  expect(judge({ knownMs })).toEqual(leapt);
  expect(judge({ knownMs, hostsMs: [nowMs, nowMs] })).toEqual(leapt);
  expect(judge({ knownMs, hostsMs: [nowMs, nowMs, nowMs] })).toEqual(BELIEVED);
});

test('where the sources have fewer hosts than three, all of them must agree', () => {
  const knownMs = nowMs - 3 * DAY_MS;
  expect(judge({ knownMs, hosts: 2, hostsMs: [nowMs] })).toMatchObject({ kind: 'leapt' });
  expect(judge({ knownMs, hosts: 2, hostsMs: [nowMs, nowMs] })).toEqual(BELIEVED);
});

test('three hosts that say another time are believed, and one or two are not', () => {
  const theirs = nowMs - 400 * DAY_MS;
  expect(judge({ hostsMs: [theirs] })).toEqual(BELIEVED);
  expect(judge({ hosts: 2, hostsMs: [theirs, theirs] })).toEqual(BELIEVED);
  expect(judge({ hostsMs: [theirs, theirs, theirs] })).toEqual({ kind: 'wrong', aheadMs: 400 * DAY_MS });
});

test('one host that lies changes nothing', () => {
  expect(judge({ hostsMs: [nowMs - 9_000 * DAY_MS, nowMs, nowMs + 1] })).toEqual(BELIEVED);
});

test("the operator's word outweighs the hosts, for the time that it was given for", () => {
  const other = nowMs - 400 * DAY_MS;
  expect(judge({ knownMs: other, hostsMs: [other, other, other], confirmedMs: nowMs })).toEqual(BELIEVED);
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
