import { expect, test } from 'vitest';
import { isStale, isUnhealthy, shouldFailOver } from '../../../../src/domain/source/health/patience.ts';
import { DAY_MS, HOUR_MS, type Rhythm } from '../../../../src/domain/source/poll/rhythm.ts';
import type { EndpointState } from '../../../../src/domain/source/source-state.ts';
import { NOON } from '../../../make.ts';
import { later } from '../support/poll.ts';

const failing = (failures: number, forMs: number): EndpointState => ({
  url: 'https://a.example/feed',
  validators: {},
  failures,
  succeededAt: later(-forMs),
  failure: { kind: 'timeout', detail: 'too slow', since: later(-forMs) },
});
/** As many items in every hour of the week, on as many weeks. */
const even = (itemsPerHour: number, weeks: number): Rhythm => ({
  hours: Array.from({ length: 168 }, () => itemsPerHour * weeks),
  weeks,
  until: NOON,
});
const nowMs = NOON.epochMilliseconds;

test('An endpoint is unhealthy after three failures over six hours, neither after fewer nor sooner.', () => {
  expect(isUnhealthy(failing(3, 6 * HOUR_MS), nowMs)).toBe(true);
  expect(isUnhealthy(failing(2, 60 * HOUR_MS), nowMs)).toBe(false);
  expect(isUnhealthy(failing(30, 6 * HOUR_MS - 1), nowMs)).toBe(false);
  expect(isUnhealthy({ ...failing(0, 0), goneAt: NOON }, nowMs)).toBe(true);
});

test.each([
  ['of a source that brings much', even(100, 8), HOUR_MS],
  ['of a source that brings little', even(0.001, 8), 3 * DAY_MS],
  ['of an item an hour, when three are missed', even(1, 1e6), 3 * HOUR_MS],
  ['of a source without a rhythm', undefined, DAY_MS],
])('The next endpoint takes over %s after this time.', (_, rhythm, afterMs) => {
  expect(shouldFailOver(failing(3, afterMs + 1000), rhythm, nowMs)).toBe(true);
  expect(shouldFailOver(failing(3, afterMs - 1000), rhythm, nowMs)).toBe(false);
  expect(shouldFailOver(failing(2, afterMs + 1000), rhythm, nowMs)).toBe(false);
});

test('The next endpoint takes over of one that never worked after three failures.', () => {
  const { succeededAt: _, ...never } = failing(3, 60_000);
  expect(shouldFailOver(never, undefined, nowMs)).toBe(true);
  expect(shouldFailOver({ ...never, failures: 2 }, undefined, nowMs)).toBe(false);
});

test.each([
  ['that brings much is stale after a day', even(10, 8), DAY_MS],
  ['known for two weeks is stale when three items are overdue', even(1 / 24, 2), 3 * DAY_MS],
  ['known for less is stale after four days', even(10, 1.9), 4 * DAY_MS],
  ['without a rhythm is stale after four days', undefined, 4 * DAY_MS],
  ['known for less is stale when six items are overdue', even(1 / 24, 1.9), 5 * DAY_MS + 21 * HOUR_MS],
])('A source %s.', (_, rhythm, afterMs) => {
  const state = { arrivals: [], ...(rhythm === undefined ? {} : { rhythm }) };
  const slackMs = 3 * HOUR_MS;
  expect(isStale(state, later(-afterMs - slackMs), nowMs)).toBe(true);
  expect(isStale(state, later(-afterMs + slackMs), nowMs)).toBe(false);
});

test('A source may be silent twice as long as its longest pause.', () => {
  const state = {
    rhythm: even(1, 1e6),
    arrivals: [later(-20 * DAY_MS), later(-18 * DAY_MS), later(-17 * DAY_MS)],
  };
  expect(isStale(state, later(-4 * DAY_MS - HOUR_MS), nowMs)).toBe(true);
  expect(isStale(state, later(-4 * DAY_MS + HOUR_MS), nowMs)).toBe(false);
});
