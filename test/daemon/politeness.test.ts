import { expect, test } from 'vitest';
import {
  answer,
  type RawServer,
  type Script,
  serveRaw,
  type WireRequest,
} from '../fetch/support/raw-server.ts';
import { instant, makeSource } from '../make.ts';
import { rssOf } from '../support/outlets-server.ts';
import { openHousehold } from './support/household.ts';

/** What the server's keeper would note of each request: when it came, in which act, and what it carried. */
type Noted = { readonly act: string; readonly atMs: number; readonly request: WireRequest };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MAX_AGE_MS = 30 * MINUTE_MS;
const RETRY_AFTER_MS = 5 * HOUR_MS;

/**
 * After Rachel Kroll's feed reader score: a server follows a script, act by act, and judges every request of a reader
 * over thirty polls. The reader is the whole product; between any two polls it is restarted, and the clock jumps.
 */
test('the keeper of a server finds nothing to complain of in thirty polls', async () => {
  const noted: Noted[] = [];
  let act = '';
  await using server = await serveRaw((request, socket) => {
    noted.push({ act, atMs: household.now().epochMilliseconds, request });
    play(request, act)(socket);
  });
  const source = makeSource('kaku', { endpoints: [`${server.origin}/old.xml`] });
  await using household = await openHousehold([source]);
  let restUntilMs = 0;

  for (let poll = 1; poll <= 30; poll += 1) {
    act = actOf(poll);
    await household.pollDue();
    if (act === 'too many requests') restUntilMs = household.now().epochMilliseconds + RETRY_AFTER_MS;
    household.toNextPoll(source.id);
  }
  judge(noted, server, restUntilMs);

  const articles = (await household.stories()).flatMap((story) => story.articles);
  expect(articles.map(({ title }) => title).toSorted()).toEqual(ITEMS.map(({ title }) => title).toSorted());
  expect(household.health.map(({ to }) => to.kind)).toEqual(['ok', 'moved', 'gone']);
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
  const toOld = noted.filter(({ request }) => request.path === '/old.xml').map(({ act }) => act);
  expect(toOld.filter((act) => act === 'moving').length).toBe(3);
  expect(toOld).not.toContain('moved for good');
  expect(noted.filter(({ act }) => act === 'after gone')).toEqual([]);
  const gone = noted.filter(({ act }) => act === 'gone').map(({ atMs }) => atMs);
  expect(gone).toEqual([gone[0], expect.toSatisfy((ms: number) => ms - (gone[0] ?? ms) >= 24 * HOUR_MS)]);
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
  // A step of the clock is a day at most, so the second poll after a day's pause is in the next one.
  return poll <= 27 ? 'gone' : 'after gone';
};

const ITEMS = [1, 2, 3].map((n) => ({
  title: `架空電機、第${n}工場を稼働`,
  link: `https://kaku.example/articles/100${n}`,
  published: instant(`2026-11-24T02:0${n}:00Z`),
}));
const FIRST = rssOf('架空通信', ITEMS.slice(1));
const FULL = rssOf('架空通信', ITEMS);
const LATE = new Set(['moving', 'moved for good']);

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
  return isUnchanged ? answer(304, fields) : answer(200, fields, LATE.has(act) ? FULL : FIRST);
};
