import { expect, test } from 'vitest';
import type { DocumentRecord } from '../../../src/domain/source/document-record.ts';
import {
  type HostRests,
  hostRestsFrom,
  hostRestUntil,
  restHost,
} from '../../../src/domain/source/host-rest.ts';
import { isDue } from '../../../src/domain/source/next-poll.ts';
import { planRequest } from '../../../src/domain/source/plan-request.ts';
import { recordPoll } from '../../../src/domain/source/record-poll.ts';
import type { SourceState } from '../../../src/domain/source/source-state.ts';
import { instant, makeSource } from '../../make.ts';
import { makeFetcher } from './support/ask.ts';
import {
  answer,
  FEED,
  type RawServer,
  type Script,
  serveRaw,
  type WireRequest,
} from './support/raw-server.ts';

/** What the server's keeper would note of each request: when it came, in which act, and what it carried. */
type Noted = { readonly act: string; readonly atMs: number; readonly request: WireRequest };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LIMITS = { minIntervalMs: 2 * MINUTE_MS, maxIntervalMs: 24 * HOUR_MS };
const MAX_AGE_MS = 30 * MINUTE_MS;
const RETRY_AFTER_MS = 5 * HOUR_MS;

/**
 * After Rachel Kroll's feed reader score: a server follows a script, act by act, and judges every request of a reader
 * over thirty polls. The clock is ours: it jumps to the moment of each next poll.
 */
test('the keeper of a server finds nothing to complain of in thirty polls', async () => {
  const noted: Noted[] = [];
  let nowMs = instant('2026-11-24T03:00:00Z').epochMilliseconds;
  let act = '';
  await using server = await serveRaw((request, socket) => {
    noted.push({ act, atMs: nowMs, request });
    play(request, act)(socket);
  });
  const source = makeSource('kaku', { endpoints: [`${server.origin}/old.xml`] });
  const fetcher = makeFetcher();
  let state: SourceState | undefined;
  let rests: HostRests = new Map();
  let restUntilMs = 0;

  for (let poll = 1; poll <= 30; poll += 1) {
    act = actOf(poll);
    const now = at(nowMs);
    expect(isDue(source, state, now)).toBe(true);
    const plan = planRequest(source, state, now);
    if (plan.kind === 'rest') {
      nowMs += HOUR_MS;
      continue;
    }
    expect(hostRestUntil(rests, plan.url, now)).toBeUndefined();
    const { url, validators } = plan;
    const result = await fetcher.fetch({ url, validators, headers: {} }, new AbortController().signal);
    rests = restHost(rests, url, result, now);
    state = recordPoll({
      source,
      state,
      endpoint: plan.endpoint,
      result,
      ...(result.kind === 'fetched' && result.bodyHash !== state?.endpoints[0]?.bodyHash
        ? { document: READ }
        : {}),
      limits: LIMITS,
      now,
      chance: 0.5,
    });
    if (act === 'too many requests') restUntilMs = nowMs + RETRY_AFTER_MS;
    // Between any two polls the daemon may be restarted: all it knows is what was stored.
    state = JSON.parse(JSON.stringify(state), revive);
    rests = hostRestsFrom(state === undefined ? [] : [state]);
    nowMs = Math.max(nowMs + 1000, state?.nextPollAt?.epochMilliseconds ?? 0);
  }
  fetcher.close();
  judge(noted, server, restUntilMs);
});

const judge = (noted: readonly Noted[], server: RawServer, restUntilMs: number): void => {
  const isConditional = ({ request }: Noted) =>
    request.headers.has('if-none-match') || request.headers.has('if-modified-since');
  expect(noted.filter((note) => !isConditional(note)).length).toBe(1);
  expect(noted[0] === undefined || isConditional(noted[0])).toBe(false);

  for (const [index, { request, act, atMs }] of noted.entries()) {
    const { headers } = request;
    for (const name of ['cookie', 'referer', 'origin'])
      expect([name, headers.has(name)]).toEqual([name, false]);
    expect(request.path).toMatch(/^\/(old|new)\.xml$/);
    const before = noted[index - 1];
    if (before === undefined) continue;
    const given = validatorsGivenBefore(index, noted);
    expect([act, headers.get('if-none-match')]).toEqual([act, given.etag]);
    expect([act, headers.get('if-modified-since')]).toEqual([act, given.lastModified]);
    const isNextHop =
      request.path === '/new.xml' && before.request.path === '/old.xml' && before.atMs === atMs;
    if (!isNextHop) expect(atMs - before.atMs).toBeGreaterThanOrEqual(MAX_AGE_MS);
  }

  const resting = noted.filter(({ atMs }) => atMs < restUntilMs && atMs > restUntilMs - RETRY_AFTER_MS);
  expect(resting).toEqual([]);
  const confirmed = noted.findIndex(({ act }) => act === 'moved for good');
  expect(
    noted.slice(confirmed).filter(({ request }) => request.path === '/old.xml').length,
  ).toBeLessThanOrEqual(2);
  expect(noted.filter(({ act }) => act === 'after gone')).toEqual([]);
  expect(noted.filter(({ act }) => act === 'gone').length).toBe(1);
  expect(server.connections()).toBe(noted.length);
  expect(new Set(noted.map(({ act }) => act)).size).toBe(8);
};

const actOf = (poll: number): string => {
  if (poll <= 4) return 'first';
  if (poll <= 7) return 'only the ETag changed';
  if (poll <= 9) return 'new validators, equal body';
  if (poll === 10) return 'too many requests';
  if (poll <= 13) return 'only Last-Modified is left';
  if (poll <= 16) return 'moving';
  if (poll <= 24) return 'moved for good';
  return poll === 25 ? 'gone' : 'after gone';
};

type Given = { readonly etag?: string; readonly lastModified?: string };

const GIVEN: Readonly<Record<string, Given>> = {
  first: { etag: 'W/"a--gzip"', lastModified: 'Tue, 24 Nov 2026 02:59:59 GMT' },
  'only the ETag changed': { etag: '"b', lastModified: 'Tue, 24 Nov 2026 02:59:59 GMT' },
  'new validators, equal body': { etag: '"c"', lastModified: 'not a date at all' },
  'only Last-Modified is left': { lastModified: 'Wed, 25 Nov 2026 00:00:00 GMT' },
  moving: { etag: '"e"', lastModified: 'Thu, 26 Nov 2026 00:00:00 GMT' },
  'moved for good': { etag: '"e"', lastModified: 'Thu, 26 Nov 2026 00:00:00 GMT' },
};

/** The validators that the server gave last, before the request of this index. */
const validatorsGivenBefore = (index: number, noted: readonly Noted[]): Given => {
  const answered = noted
    .slice(0, index)
    .filter(({ act, request }) => GIVEN[act] !== undefined && !isRedirected(act, request));
  return GIVEN[answered.at(-1)?.act ?? ''] ?? {};
};

const isRedirected = (act: string, { path }: WireRequest): boolean =>
  path === '/old.xml' && (act === 'moving' || act === 'moved for good');

const play =
  (request: WireRequest, act: string) =>
  (socket: Parameters<Script>[1]): void => {
    if (act === 'gone' || act === 'after gone') socket.end(answer(410));
    else if (act === 'too many requests') socket.end(answer(429, { 'Retry-After': RETRY_AFTER_MS / 1000 }));
    else if (isRedirected(act, request))
      socket.end(answer(301, { Location: '/new.xml', 'Set-Cookie': 'id=1' }));
    else socket.end(document(request, act));
  };

const document = ({ headers }: WireRequest, act: string): Buffer => {
  const { etag, lastModified } = GIVEN[act] ?? {};
  const isUnchanged =
    headers.get('if-none-match') === etag && headers.get('if-modified-since') === lastModified;
  const fields = {
    'Cache-Control': `max-age=${MAX_AGE_MS / 1000}`,
    'Set-Cookie': 'id=1',
    ...(etag === undefined ? {} : { ETag: etag }),
    ...(lastModified === undefined ? {} : { 'Last-Modified': lastModified }),
  };
  return isUnchanged ? answer(304, fields) : answer(200, fields, FEED);
};

const READ: DocumentRecord = {
  readable: true,
  feed: { format: 'rss', charset: 'utf-8', hubUrls: [], skipHours: [], skipDays: [] },
  hashes: ['h1'],
  newItems: 1,
};

const at = (ms: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(ms);

/** Moments are stored as texts. */
const revive = (_key: string, value: unknown): unknown =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? instant(value) : value;
