import { expect, test } from 'vitest';
import type { FailureKind } from '../../../../src/domain/source/failure.ts';
import { healthOf } from '../../../../src/domain/source/health/health.ts';
import type { SourceState } from '../../../../src/domain/source/source-state.ts';
import { makeSource, NOON } from '../../../make.ts';

const URL = 'https://kaku.example/feed';
const source = makeSource('kaku', { endpoints: [URL] });

const stateOf = (rest: Partial<SourceState>): SourceState => ({
  source: source.id,
  firstPolledAt: NOON,
  endpoint: 0,
  endpoints: [],
  itemHashes: [],
  arrivals: [],
  counts: { requests: 1, notModified: 0, failed: 0, items: 0 },
  ...rest,
});

const failed = (kind: FailureKind, detail: string): SourceState =>
  stateOf({
    endpoints: [{ url: URL, validators: {}, failures: 1, failure: { kind, detail, since: NOON } }],
  });

test('a new source whose address is wrong is unhealthy at once, and says what to do', () => {
  expect(healthOf(source, failed('not-found', 'the server answered 404'), NOON)).toMatchObject({
    kind: 'gone',
    why: 'Nothing was read yet: the server answered 404.',
    whatToDo: expect.stringContaining('look for the new URL'),
  });
});

test('a new source whose first poll failed stays new, and says that it failed', () => {
  expect(healthOf(source, failed('timeout', 'no answer within 20 s'), NOON)).toMatchObject({
    kind: 'new',
    why: 'Nothing was read yet: no answer within 20 s.',
    whatToDo: expect.stringContaining('too slowly'),
  });
});

test('a source that was read before is unhealthy once its polls failed for six hours, not a minute earlier', () => {
  const failure = { kind: 'timeout', detail: 'no answer within 20 s', since: NOON } as const;
  const state = stateOf({
    lastSuccessAt: NOON,
    newestItemAt: NOON,
    endpoints: [{ url: URL, validators: {}, failures: 3, succeededAt: NOON, failure }],
  });
  expect(healthOf(source, state, NOON.add({ hours: 5, minutes: 59 })).kind).toBe('ok');
  expect(healthOf(source, state, NOON.add({ hours: 6 }))).toMatchObject({
    kind: 'broken',
    since: NOON,
  });
});

test.each([
  [{ seconds: 30 }, 'less than a minute old'],
  [{ minutes: 1 }, '1 minute old'],
  [{ minutes: 59 }, '59 minutes old'],
  [{ hours: 1 }, '1 hour old'],
  [{ hours: 47 }, '47 hours old'],
])('an item of %o ago is %s', (ago, age) => {
  const state = stateOf({ lastSuccessAt: NOON, newestItemAt: NOON.subtract(ago) });
  expect(healthOf(source, state, NOON).why).toMatch(new RegExp(`^The newest item is ${age}[.,]`));
});

test('an outlet that brought more than its share of the hour floods for an hour, and says what it brought', () => {
  const flood = { at: NOON, entries: 940, perOutlet: 60 };
  const state = stateOf({ lastSuccessAt: NOON, newestItemAt: NOON, flood });
  expect(healthOf(source, state, NOON.add({ minutes: 59 }))).toMatchObject({
    kind: 'flooding',
    since: NOON,
    why: expect.stringMatching(/60 entries .* 940 entries/),
    whatToDo: expect.stringContaining('feed.perOutlet'),
  });
  expect(healthOf(source, state, NOON.add({ minutes: 60 })).kind).toBe('ok');
});
