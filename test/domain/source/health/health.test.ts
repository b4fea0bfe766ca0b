import { expect, test } from 'vitest';
import type { FailureKind } from '../../../../src/domain/source/failure.ts';
import { adviceFor } from '../../../../src/domain/source/health/advice.ts';
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
    why: 'Nothing has been read yet: the server answered 404.',
    whatToDo: expect.stringContaining('look for the new URL'),
  });
});

test('a new source whose first poll failed stays new, and says that it failed', () => {
  expect(healthOf(source, failed('timeout', 'no answer within 20 s'), NOON)).toMatchObject({
    kind: 'new',
    why: 'Nothing has been read yet: no answer within 20 s.',
    whatToDo: expect.stringContaining('too slowly'),
  });
});

test.each<[FailureKind, string]>([
  ['not-found', 'gone'],
  ['blocked', 'blocked'],
  ['html-page', 'broken'],
  ['not-a-feed', 'broken'],
  ['bad-url', 'broken'],
  ['redirect-loop', 'broken'],
  ['too-many-redirects', 'broken'],
  ['insecure-redirect', 'broken'],
  ['private-address', 'broken'],
  ['port-not-allowed', 'broken'],
  ['dns', 'new'],
  ['refused', 'new'],
  ['rate-limited', 'new'],
  ['unavailable', 'new'],
  ['http-error', 'new'],
  ['empty', 'new'],
])('a new source whose first poll fails with "%s" is "%s"', (kind, health) => {
  expect(healthOf(source, failed(kind, 'it failed'), NOON)).toMatchObject({
    kind: health,
    why: 'Nothing has been read yet: it failed.',
    whatToDo: adviceFor(kind),
  });
});

test.each<[FailureKind, string]>([
  ['blocked', 'blocked'],
  ['rate-limited', 'blocked'],
  ['gone', 'gone'],
  ['not-found', 'gone'],
  ['dns', 'gone'],
  ['timeout', 'broken'],
])('a source whose polls fail with "%s" for hours is "%s"', (kind, health) => {
  const failure = { kind, detail: 'it failed', since: NOON };
  const endpoints = [{ url: URL, validators: {}, failures: 3, succeededAt: NOON, failure }];
  expect(healthOf(source, stateOf({ lastSuccessAt: NOON, endpoints }), NOON.add({ hours: 6 }))).toEqual({
    kind: health,
    since: NOON,
    why: 'It failed.',
    whatToDo: adviceFor(kind),
  });
});

test('a source is quiet from a day after its newest item on', () => {
  const kindAfter = (minutes: number) =>
    healthOf(
      source,
      stateOf({
        lastSuccessAt: NOON,
        newestItemAt: NOON.subtract({ minutes }),
        lastNewAt: NOON.subtract({ minutes }),
      }),
      NOON,
    ).kind;
  expect([kindAfter(24 * 60 - 1), kindAfter(24 * 60)]).toEqual(['ok', 'quiet']);
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

test('a source whose document is empty is said to list nothing, not a new item', () => {
  const state = stateOf({ firstPolledAt: NOON, lastSuccessAt: NOON });
  expect(healthOf(source, state, NOON)).toMatchObject({
    kind: 'quiet',
    why: 'The feed listed no items when it was last read.',
  });
});

test('an outlet that brought more than its share of the hour floods for an hour, and says what it brought', () => {
  const flood = { at: NOON, entries: 940, perOutlet: 60 };
  const state = stateOf({ lastSuccessAt: NOON, newestItemAt: NOON, flood });
  expect(healthOf(source, state, NOON.add({ minutes: 59 }))).toMatchObject({
    kind: 'flooding',
    since: NOON,
    why: 'The outlet reached the number of stories that it may announce in an hour (60): 940 stories of one poll are stored, but in no feed.',
    whatToDo:
      'If the outlet regularly publishes this much, raise `feed.perOutlet`; otherwise narrow the rules of the source, or disable the source.',
  });
  expect(healthOf(source, state, NOON.add({ minutes: 60 })).kind).toBe('ok');
  const one = { ...state, flood: { ...flood, entries: 1 } };
  expect(healthOf(source, one, NOON).why).toMatch(/: 1 story of one poll is stored, but in no feed\.$/);
});

test('a source that brought all new items of a day floods until the day is over, if it lists more', () => {
  const day = { since: NOON, items: 5000 };
  const state = stateOf({ lastSuccessAt: NOON, newestItemAt: NOON, day });
  expect(healthOf(source, state, NOON).kind).toBe('ok');
  const truncated = { ...state, truncated: { waiting: ['h'], cut: 0 } };
  expect(healthOf(source, truncated, NOON.add({ hours: 23 }))).toMatchObject({
    kind: 'flooding',
    why: 'The source brought 5000 new or changed items within 24 hours. Further items wait in its document until these hours are over.',
    whatToDo:
      'Look at the feed: no outlet publishes this much in a day. If the feed lists old articles, wait; if it is wrong, disable the source.',
  });
  expect(healthOf(source, truncated, NOON.add({ hours: 24 })).kind).not.toBe('flooding');
});

/** A source that was read, with what a test says of its endpoint. */
const readWith = (endpoint: object, rest: Partial<SourceState> = {}): SourceState =>
  stateOf({
    lastSuccessAt: NOON,
    newestItemAt: NOON,
    endpoints: [{ url: URL, validators: {}, failures: 0, ...endpoint }],
    ...rest,
  });
const lastFailure = { kind: 'timeout', detail: 'no answer within 20 s', since: NOON } as const;
const daysAgo = (days: number) => NOON.subtract({ hours: 24 * days });

test.each<[what: string, state: SourceState | undefined, health: object]>([
  ['never polled', undefined, { kind: 'new', why: 'The source has not been polled yet.' }],
  ['polled without an answer', stateOf({}), { kind: 'new', why: 'Nothing has been read yet.' }],
  [
    'whose last poll failed',
    readWith({ failures: 1, failure: lastFailure }),
    {
      kind: 'ok',
      why: 'The newest item is less than a minute old. The last poll failed: no answer within 20 s.',
    },
  ],
  [
    'that is silent as always',
    readWith({}, { newestItemAt: daysAgo(3), lastNewAt: daysAgo(2) }),
    { kind: 'quiet', why: 'The newest item is 3 days old, as is usual for this source.' },
  ],
  [
    'that is silent for too long',
    readWith({}, { newestItemAt: daysAgo(30) }),
    {
      kind: 'stale',
      why: 'The newest item is 30 days old, which is unusual for this source.',
      whatToDo:
        'Compare the feed with the outlet’s site: if newer articles are missing from the feed, look for another endpoint.',
    },
  ],
  [
    'with items that cannot be read',
    readWith({ oddity: { what: '3 of 4 items have no link.', since: daysAgo(1) } }),
    {
      kind: 'broken',
      since: daysAgo(1),
      why: '3 of 4 items have no link.',
      whatToDo: 'Open the feed, and check the text and the links of its items.',
    },
  ],
  [
    'that has moved',
    readWith({ movedTo: 'https://new.example/' }),
    {
      kind: 'moved',
      why: 'The outlet moved the feed to https://new.example/. Polls use this URL.',
      whatToDo: `Write https://new.example/ instead of ${URL} in sources.yaml.`,
    },
  ],
  [
    'that has moved to its own URL',
    readWith({ movedTo: URL }),
    { kind: 'ok', why: 'The newest item is less than a minute old.', whatToDo: undefined },
  ],
  [
    'whose new place fails',
    readWith({
      movedTo: 'https://new.example/',
      failures: 1,
      failure: { ...lastFailure, since: daysAgo(1) },
    }),
    {
      kind: 'moved',
      why: 'The outlet moved the feed to https://new.example/. The last poll failed: no answer within 20 s.',
      whatToDo: undefined,
    },
  ],
  [
    'that lists nothing',
    stateOf({ lastSuccessAt: NOON }),
    { kind: 'quiet', why: 'The feed listed no items when it was last read.' },
  ],
  [
    'that lists undated items, which another source brought first',
    stateOf({ lastSuccessAt: NOON, itemHashes: ['i1'] }),
    { kind: 'quiet', why: 'No usable item of the feed was new or had a date.' },
  ],
  [
    'that has ended',
    readWith({ goneAt: daysAgo(1) }),
    { kind: 'gone', since: daysAgo(1), why: 'The outlet has ended this feed.' },
  ],
  [
    'that fails for hours',
    readWith({ failures: 3, failure: { ...lastFailure, kind: 'rate-limited', since: daysAgo(1) } }),
    { kind: 'blocked', since: daysAgo(1), why: 'No answer within 20 s.' },
  ],
  [
    'with an item of the future',
    readWith({}, { newestItemAt: NOON.add({ hours: 5 }) }),
    { kind: 'ok', why: 'The newest item is less than a minute old.' },
  ],
])('a source %s says so', (_, state, health) => {
  const { whatToDo, ...found } = healthOf(source, state, NOON);
  expect({ whatToDo, ...found }).toMatchObject({ since: NOON, ...health });
});

test('another endpoint than the first says why, and what to write', () => {
  const second = 'https://second.example/feed';
  const two = makeSource('kaku', { endpoints: [URL, second] });
  const healthWith = (first: object) =>
    healthOf(
      two,
      readWith(first, {
        endpoint: 1,
        endpoints: [
          { url: URL, validators: {}, failures: 0, ...first },
          { url: second, validators: {}, failures: 0 },
        ],
      }),
      NOON,
    ).whatToDo;
  expect(healthWith({ askedAt: NOON, failures: 1, failure: lastFailure })).toBe(
    `${URL} is not used (no answer within 20 s); put the working endpoint first.`,
  );
  expect(healthWith({})).toBeUndefined();
  expect(healthWith({ askedAt: NOON })).toBe(
    `${URL} is not used (its feed brings nothing new); put the working endpoint first.`,
  );
});

test('a kind of health keeps the moment since when it lasts', () => {
  const state = readWith({}, { health: { kind: 'ok', since: daysAgo(9), why: '' } });
  expect(healthOf(source, state, NOON).since).toEqual(daysAgo(9));
  expect(
    healthOf(source, readWith({}, { health: { kind: 'new', since: daysAgo(9), why: '' } }), NOON).since,
  ).toEqual(NOON);
});
