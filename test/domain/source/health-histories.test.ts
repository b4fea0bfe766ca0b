import { expect, test } from 'vitest';
import type { FailureKind } from '../../../src/domain/source/failure.ts';
import { healthOf } from '../../../src/domain/source/health/health.ts';
import type { HealthKind } from '../../../src/domain/source/source-state.ts';
import { instant, makeSource } from '../../make.ts';
import { DAY, HOUR, momentsOf, RHYTHMS } from './support/rhythms.ts';
import { FEED_URL, type Met, type SimulationOptions, simulate } from './support/simulate.ts';

const START = instant('2026-05-11T00:00:00Z').epochMilliseconds;
const DAYS = 60;
const SECOND_URL = 'https://mirror.example/feed.xml';

type Fault = NonNullable<SimulationOptions['fault']>;

type History = {
  readonly name: string;
  readonly rhythm: string;
  /** Days after the start from which on nothing is published any more. */
  readonly silentFrom?: number;
  readonly fault?: Fault;
  readonly endpoints?: SimulationOptions['endpoints'];
  /** A fault that soon passes is met only by polls that come often; an hour where absent. */
  readonly minIntervalMs?: number;
  /** What it is after sixty days. */
  readonly is: HealthKind;
  /** What else it was on the way, other than new, ok and quiet. */
  readonly was?: HealthKind;
};

const day = (nowMs: number): number => (nowMs - START) / DAY;

const fails = (kind: FailureKind, url = FEED_URL, movedTo?: string): Met => ({
  result: {
    kind: 'failed',
    failure: { kind, detail: `it failed: ${kind}` },
    url,
    freshness: {},
    ...(movedTo === undefined ? {} : { movedTo }),
  },
});

const failsFrom =
  (from: number, kind: FailureKind, until = DAYS + 1): Fault =>
  (nowMs, url) =>
    url === FEED_URL && day(nowMs) >= from && day(nowMs) < until ? fails(kind) : undefined;

/** A document that comes, and cannot be read. */
const unreadableFrom =
  (from: number, kind: FailureKind): Fault =>
  (nowMs, _url, { result }) =>
    day(nowMs) < from
      ? undefined
      : {
          result: { ...fetched, url: result.url },
          document: { readable: false, failure: { kind, detail: `it failed: ${kind}` } },
        };

const fetched = {
  kind: 'fetched',
  body: new Uint8Array(),
  bodyHash: 'junk',
  status: 200,
  validators: {},
  freshness: {},
  bytes: 0,
} as const;

const readDifferently =
  (
    from: number,
    change: (document: Extract<Met['document'], { readable: true }>) => Met['document'],
  ): Fault =>
  (nowMs, _url, usual) => {
    if (day(nowMs) < from || usual.document?.readable !== true) return undefined;
    const document = change(usual.document);
    // The same object back where nothing changes, so that its items count as seen.
    if (document !== undefined) Object.assign(usual, { document });
    return undefined;
  };

const movedFrom =
  (from: number, to: string): Fault =>
  (nowMs, url, usual) => {
    if (day(nowMs) >= from && url === FEED_URL) Object.assign(usual.result, { movedTo: to });
    return undefined;
  };

/** Fails by chance, one poll in three. */
const stumbling: Fault = (nowMs) => (Math.floor(nowMs / HOUR) % 3 === 0 ? fails('timeout') : undefined);

/** Down from 2 to 5 o'clock every Sunday. */
const sundayRepairs: Fault = (nowMs) => {
  const { dayOfWeek, hour } = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO('Asia/Tokyo');
  return dayOfWeek === 7 && hour >= 2 && hour < 5 ? fails('unavailable') : undefined;
};

const HISTORIES: readonly History[] = [
  { name: 'a wire service goes on as ever', rhythm: 'wire service', is: 'ok' },
  { name: 'a business site goes on as ever', rhythm: 'business site', is: 'ok' },
  { name: 'an overseas site goes on as ever', rhythm: 'overseas site', is: 'ok' },
  { name: 'a daily paper goes on as ever', rhythm: 'daily paper', is: 'ok' },
  { name: 'market data go on as ever', rhythm: 'market data', is: 'ok' },
  { name: 'a ministry goes on as ever', rhythm: 'ministry', is: 'ok' },
  { name: 'a trade journal goes on as ever', rhythm: 'trade journal', is: 'ok' },
  { name: 'a weekly magazine goes on as ever', rhythm: 'weekly magazine', is: 'quiet' },
  { name: 'a monthly blog goes on as ever', rhythm: 'monthly blog', is: 'quiet' },
  { name: 'a wire service falls silent', rhythm: 'wire service', silentFrom: 50, is: 'stale' },
  { name: 'a business site falls silent', rhythm: 'business site', silentFrom: 55, is: 'stale' },
  { name: 'an overseas site falls silent', rhythm: 'overseas site', silentFrom: 55, is: 'stale' },
  { name: 'a daily paper falls silent', rhythm: 'daily paper', silentFrom: 50, is: 'stale' },
  { name: 'a daily paper misses one edition', rhythm: 'daily paper', silentFrom: 58.9, is: 'quiet' },
  { name: 'market data fall silent', rhythm: 'market data', silentFrom: 45, is: 'stale' },
  { name: 'a ministry falls silent', rhythm: 'ministry', silentFrom: 40, is: 'stale' },
  { name: 'a trade journal falls silent', rhythm: 'trade journal', silentFrom: 50, is: 'stale' },
  { name: 'a weekly magazine falls silent', rhythm: 'weekly magazine', silentFrom: 20, is: 'stale' },
  { name: 'a weekly magazine leaves out an issue', rhythm: 'weekly magazine', silentFrom: 54, is: 'quiet' },
  { name: 'a mirror that froze long ago is added', rhythm: 'business site', silentFrom: -20, is: 'stale' },
  {
    name: 'an outlet turns us away with 403',
    rhythm: 'wire service',
    fault: failsFrom(30, 'blocked'),
    is: 'blocked',
  },
  {
    name: 'an outlet turns us away for two weeks',
    rhythm: 'ministry',
    fault: failsFrom(20, 'blocked', 34),
    is: 'ok',
    was: 'blocked',
  },
  {
    name: 'an outlet says for weeks that we ask too often',
    rhythm: 'business site',
    fault: failsFrom(40, 'rate-limited'),
    is: 'blocked',
  },
  {
    name: 'an outlet says once that we ask too often',
    rhythm: 'business site',
    fault: failsFrom(40, 'rate-limited', 40.01),
    minIntervalMs: HOUR / 4,
    is: 'ok',
  },
  {
    name: 'an outlet turns us away from the first day on',
    rhythm: 'wire service',
    fault: failsFrom(0, 'blocked'),
    is: 'blocked',
  },
  { name: 'a host vanishes from the DNS', rhythm: 'daily paper', fault: failsFrom(30, 'dns'), is: 'gone' },
  {
    name: 'the DNS stumbles for an hour',
    rhythm: 'daily paper',
    fault: failsFrom(30, 'dns', 30.04),
    minIntervalMs: HOUR / 4,
    is: 'ok',
  },
  { name: 'a feed answers 410', rhythm: 'weekly magazine', fault: failsFrom(30, 'gone'), is: 'gone' },
  { name: 'a feed answers 404', rhythm: 'trade journal', fault: failsFrom(30, 'not-found'), is: 'gone' },
  { name: 'a certificate runs out', rhythm: 'ministry', fault: failsFrom(30, 'tls'), is: 'broken' },
  {
    name: 'a certificate runs out and is renewed',
    rhythm: 'ministry',
    fault: failsFrom(30, 'tls', 33),
    is: 'ok',
    was: 'broken',
  },
  { name: 'a server times out every third hour', rhythm: 'wire service', fault: stumbling, is: 'ok' },
  {
    name: 'a server is under repair on Sunday nights',
    rhythm: 'wire service',
    fault: sundayRepairs,
    is: 'ok',
  },
  {
    name: 'a feed turns into a web page',
    rhythm: 'business site',
    fault: unreadableFrom(30, 'html-page'),
    is: 'broken',
  },
  { name: 'a feed turns empty', rhythm: 'daily paper', fault: unreadableFrom(30, 'empty'), is: 'broken' },
  {
    name: 'a feed moves for good',
    rhythm: 'business site',
    fault: movedFrom(30, 'https://new.example/feed'),
    is: 'moved',
  },
  {
    name: 'a feed changes its charset and stays with it',
    rhythm: 'trade journal',
    fault: readDifferently(30, (document) => ({
      ...document,
      feed: { ...document.feed, charset: 'shift_jis' },
    })),
    is: 'ok',
    was: 'broken',
  },
  {
    name: 'a feed loses the links of its items',
    rhythm: 'wire service',
    fault: readDifferently(30, (document) => ({ ...document, withoutLink: document.hashes.length })),
    is: 'broken',
  },
  {
    name: 'a feed dies, and its second endpoint goes on',
    rhythm: 'business site',
    endpoints: [FEED_URL, SECOND_URL],
    fault: failsFrom(30, 'not-found'),
    is: 'ok',
  },
  {
    name: 'a monthly blog is polled for sixty days and falls silent after the first',
    rhythm: 'monthly blog',
    silentFrom: 10,
    is: 'quiet',
  },
];

/** How a history ended, in one word; and what else was wrong on the way. */
const judge = (history: History) => {
  const { rhythm: name, silentFrom, fault, endpoints = [FEED_URL], minIntervalMs = HOUR, was } = history;
  const rhythm = RHYTHMS.find((candidate) => candidate.name === name);
  const toMs = START + DAYS * DAY;
  const publishedUntil = silentFrom === undefined ? toMs : START + silentFrom * DAY;
  const moments = rhythm === undefined ? [] : momentsOf(rhythm, START - 60 * DAY, publishedUntil, 11);
  const options = { minIntervalMs, endpoints, ...(fault === undefined ? {} : { fault }) };
  const { state, kinds, alarms } = simulate(moments, START, toMs, options);
  const health = healthOf(
    makeSource('kaku', { endpoints }),
    state,
    Temporal.Instant.fromEpochMilliseconds(toMs),
  );
  const isHealthy = ['new', 'ok', 'quiet'].includes(health.kind);
  const isAsExpected = (kind: HealthKind) => ['new', 'ok', 'quiet', 'stale', health.kind, was].includes(kind);
  return {
    is: health.kind,
    saysWhatToDo: isHealthy ? false : (health.whatToDo?.endsWith('.') ?? false),
    missed: was === undefined || kinds.includes(was) ? undefined : was,
    unexpected: kinds.filter((kind) => !isAsExpected(kind)),
    falseAlarms: alarms.length - (health.kind === 'stale' ? 1 : 0),
  };
};

test('there are forty histories', () => {
  expect(HISTORIES.length).toBe(40);
});

test.each(HISTORIES)('$name: $is', (history) => {
  const { falseAlarms, ...found } = judge(history);
  const isHealthy = ['ok', 'quiet'].includes(history.is);
  expect(found).toEqual({ is: history.is, saysWhatToDo: !isHealthy, missed: undefined, unexpected: [] });
  // A quarter is longer than a history.
  expect(falseAlarms).toBeLessThanOrEqual(1);
});
