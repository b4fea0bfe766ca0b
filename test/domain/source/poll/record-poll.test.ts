import { describe, expect, test } from 'vitest';
import { planRequest } from '../../../../src/domain/source/poll/plan-request.ts';
import { recordIntake } from '../../../../src/domain/source/poll/record-poll.ts';
import type { SourceState } from '../../../../src/domain/source/source-state.ts';
import { makeSource, NOON } from '../../../make.ts';
import {
  DAY_MS,
  document,
  failed,
  fetched,
  HOUR_MS,
  later,
  MINUTE_MS,
  notModified,
  poll,
  polledOnce,
  URL_A,
  URL_B,
} from '../support/poll.ts';

const MOVED = 'https://new.example/feed';
const source = makeSource('kaku', { endpoints: [URL_A, URL_B] });

test('the newest item of an endpoint is at most as new as the poll that found it', () => {
  const newestItemAt = later(1000 * DAY_MS);
  const found = poll(undefined, fetched(), { document: document({ newItems: 1, newestItemAt }) });
  expect(found.lastPolledAt).toBeDefined();
  expect(found.endpoints[0]?.newestItemAt).toEqual(found.lastPolledAt);
  const listed = document({ newItems: 0, newestItemAt });
  const again = poll(found, fetched(), { document: listed, now: later(10 * DAY_MS) });
  expect(again.endpoints[0]?.newestItemAt).toEqual(found.lastPolledAt);
});

test('the newest item of an endpoint stays the newest if only an older item is read again', () => {
  const dated = (ago: number, newItems: number) => document({ newItems, newestItemAt: later(-ago * DAY_MS) });
  const found = poll(undefined, fetched(), { document: dated(1, 1) });
  const edited = poll(found, fetched(), { document: dated(90, 0) });
  expect(edited.endpoints[0]?.newestItemAt).toEqual(later(-DAY_MS));
});

describe('validators', () => {
  test('a new document brings its own, and only those', () => {
    const state = poll(polledOnce({ etag: '"1"', lastModified: 'x' }), fetched({ lastModified: 'y' }), {
      document: document(),
    });
    expect(state.endpoints[0]?.validators).toEqual({ lastModified: 'y' });
  });

  test('an equal body brings new ones all the same', () => {
    expect(poll(polledOnce(), fetched({ etag: '"2"' })).endpoints[0]?.validators).toEqual({ etag: '"2"' });
  });

  test('304 changes none', () => {
    const state = poll(polledOnce({ etag: '"1"', lastModified: 'x' }), notModified());
    expect(state.endpoints[0]?.validators).toEqual({ etag: '"1"', lastModified: 'x' });
  });

  test('a document that could not be read leaves the old ones in force', () => {
    const unreadable = { readable: false, failure: { kind: 'html-page', detail: 'a page' } } as const;
    const state = poll(polledOnce(), fetched({ etag: '"junk"' }, { bodyHash: 'junk' }), {
      document: unreadable,
    });
    expect(state.endpoints[0]).toMatchObject({ validators: { etag: '"1"' }, bodyHash: 'h1', failures: 1 });
  });

  test.each([400, 412, 431])('an answer of %d, which may be due to them, ends them', (status) => {
    const state = poll(polledOnce(), failed('http-error', { status }));
    expect(state.endpoints[0]).toMatchObject({ validators: {}, bodyHash: 'h1' });
  });

  test('a server that refuses its own is sent none for a day', () => {
    const refused = poll(polledOnce(), failed('http-error', { status: 412 }));
    const after = (ms: number) =>
      poll(refused, fetched({ etag: '"1"' }), { now: later(ms), document: document() }).endpoints[0]
        ?.validators;
    expect(after(DAY_MS - 1)).toEqual({});
    expect(after(DAY_MS)).toEqual({ etag: '"1"' });
    const unconditional = poll(polledOnce({}), failed('http-error', { status: 400 }));
    expect(poll(unconditional, fetched({ etag: '"2"' })).endpoints[0]?.validators).toEqual({ etag: '"2"' });
  });

  test('a refusal of a request without any concerns neither the stored ones nor the next', () => {
    const now = later(31 * DAY_MS);
    const refused = poll(polledOnce(), failed('http-error', { status: 400 }), { now });
    expect(refused.endpoints[0]).toMatchObject({ unconditionalAt: now, validators: { etag: '"1"' } });
    expect(refused.endpoints[0]).not.toHaveProperty('validatorsRefusedAt');
  });

  test('a failure leaves them in force', () => {
    expect(poll(polledOnce(), failed('timeout')).endpoints[0]?.validators).toEqual({ etag: '"1"' });
    const down = failed('http-error', { status: 500 });
    expect(poll(polledOnce(), down).endpoints[0]?.validators).toEqual({ etag: '"1"' });
  });
});

describe('permanent redirects', () => {
  const pollsWith = (...targets: readonly (string | undefined)[]) =>
    targets.reduce(
      (state, to) => poll(state, notModified(to === undefined ? {} : { movedTo: to })),
      polledOnce(),
    );

  test('are taken over at the third in a row that is the same', () => {
    expect(planRequest(source, pollsWith(MOVED, MOVED), later(DAY_MS))).toMatchObject({ url: URL_A });
    expect(planRequest(source, pollsWith(MOVED, MOVED, MOVED), later(DAY_MS))).toMatchObject({ url: MOVED });
  });

  test('are counted from one again when the target changes', () => {
    expect(pollsWith(MOVED, MOVED, 'https://other.example/').endpoints[0]?.redirect?.polls).toBe(1);
  });

  test('lead back to the URL of the endpoint without a new place', () => {
    const state = pollsWith(MOVED, MOVED, MOVED, URL_A, URL_A);
    expect(state.endpoints[0]).toMatchObject({ movedTo: MOVED, redirect: { to: URL_A, polls: 2 } });
    const back = poll(state, notModified({ movedTo: URL_A })).endpoints[0];
    expect([back?.movedTo, back?.redirect]).toEqual([undefined, undefined]);
  });

  test('are forgotten when the old URL answers itself again', () => {
    expect(pollsWith(MOVED, MOVED, undefined, MOVED).endpoints[0]?.redirect?.polls).toBe(1);
  });

  test('are not counted when they lead to nothing that can be read', () => {
    const unreadable = { readable: false, failure: { kind: 'html-page', detail: 'parked' } } as const;
    let state = polledOnce();
    for (let n = 0; n < 5; n += 1)
      state = poll(state, fetched({}, { movedTo: MOVED }), { document: unreadable });
    expect(state.endpoints[0]?.movedTo).toBeUndefined();
  });

  test('make a source "moved", with the URL to write', () => {
    expect(pollsWith(MOVED, MOVED, MOVED).health).toMatchObject({
      kind: 'moved',
      whatToDo: `Write ${MOVED} instead of ${URL_A} in sources.yaml.`,
    });
  });

  const failingAtNew = (failures: number): SourceState =>
    Array.from({ length: failures }).reduce<SourceState>(
      (state) => poll(state, failed('not-found')),
      pollsWith(MOVED, MOVED, MOVED),
    );
  const planAfter = (state: SourceState) => planRequest(source, state, later(DAY_MS));

  test('are doubted when the new URL has failed three times: the old one is asked every second time', () => {
    const validators = { etag: '"1"' };
    expect([1, 2, 3, 4, 5, 6].map((failures) => planAfter(failingAtNew(failures)))).toMatchObject([
      { url: MOVED, validators },
      { url: MOVED, validators },
      { url: URL_A, validators: {} },
      { url: MOVED, validators },
      { url: URL_A, validators: {} },
      { url: MOVED, validators },
    ]);
  });

  test('are forgotten when the old URL works again, and kept when the new one does', () => {
    const worksAfter = (failures: number) =>
      planAfter(poll(failingAtNew(failures), fetched(), { document: document() }));
    expect(worksAfter(3)).toMatchObject({ url: URL_A });
    expect(worksAfter(4)).toMatchObject({ url: MOVED });
  });

  test('are said to fail as the new URL does, also after a poll of the one that the feed left', () => {
    const left = poll(failingAtNew(3), failed('gone', { url: URL_A }));
    expect(left.endpoints[0]).toMatchObject({ failures: 4, failure: { kind: 'not-found' } });
  });

  test('outlive a 410 of the URL that the feed left, but not one of the new URL', () => {
    const leftIsGone = poll(failingAtNew(3), failed('gone', { url: URL_A }));
    expect(leftIsGone.endpoints[0]).not.toHaveProperty('goneAt');
    expect(planAfter(leftIsGone)).toMatchObject({ kind: 'request', endpoint: 0, url: MOVED });
    const moved = pollsWith(MOVED, MOVED, MOVED);
    const newIsGone = poll(poll(moved, failed('gone', { url: MOVED })), failed('gone', { url: MOVED }));
    expect(newIsGone.endpoints[0]).toHaveProperty('goneAt');
  });

  test('outlive a 410 of the URL that the feed left, however the config spells it', () => {
    const bare = makeSource('kaku', { endpoints: ['https://a.example'] });
    const [endpoint] = failingAtNew(3).endpoints;
    if (endpoint === undefined) throw new Error('the source has an endpoint');
    const state = { ...failingAtNew(3), endpoints: [{ ...endpoint, url: 'https://a.example' }] };
    const left = poll(state, failed('gone', { url: 'https://a.example/' }), { source: bare });
    expect(left.endpoints[0]).not.toHaveProperty('restUntil');
  });

  test.each(['unavailable', 'rate-limited'] as const)(
    'make no pause of the new URL when the one that the feed left is %s',
    (kind) => {
      const freshness = { retryAfterMs: 20 * HOUR_MS };
      const left = poll(failingAtNew(3), failed(kind, { url: URL_A, freshness }));
      expect(planRequest(source, left, later(HOUR_MS))).toMatchObject({ kind: 'request', url: MOVED });
      expect(NOON.until(left.nextPollAt ?? NOON).total('hours')).toBeLessThan(2);
    },
  );

  test('may move on', () => {
    const state = ['b', 'b', 'b'].reduce(
      (before, to) => poll(before, notModified({ movedTo: `https://${to}.example/` })),
      pollsWith(MOVED, MOVED, MOVED),
    );
    expect(planRequest(source, state, later(DAY_MS))).toMatchObject({ url: 'https://b.example/' });
  });
});

describe('endpoints', () => {
  const failingFor = (hours: number) => {
    let state = polledOnce();
    for (let hour = 0; hour <= hours; hour += 1) {
      const now = later(hour * HOUR_MS);
      const plan = planRequest(source, state, now);
      const endpoint = plan.kind === 'request' ? plan.endpoint : 0;
      const ok = { document: document({ newItems: 0 }) };
      state =
        endpoint === 0
          ? poll(state, failed('timeout'), { now })
          : poll(state, fetched(), { now, endpoint, ...ok });
    }
    return state;
  };

  test('a stumble does not change the endpoint', () => {
    expect(failingFor(1).endpoint).toBe(0);
  });

  test('the next takes over from one that never worked after three failures', () => {
    const states: SourceState[] = [];
    for (const polls of [0, 1, 2])
      states.push(poll(states.at(-1), failed('not-found'), { now: later(polls * 15 * MINUTE_MS) }));
    expect(states.map(({ endpoint }) => endpoint)).toEqual([0, 0, 1]);
  });

  test('the next takes over when the first fails for longer than patience lasts', () => {
    expect(failingFor(30).endpoint).toBe(1);
  });

  test('the first is tried again once a day, and takes over when it works', () => {
    const state = failingFor(30);
    const triedAt = state.endpoints[0]?.askedAt ?? NOON;
    expect(planRequest(source, state, later(DAY_MS - 1, triedAt))).toMatchObject({ endpoint: 1 });
    const now = later(DAY_MS, triedAt);
    expect(planRequest(source, state, now)).toMatchObject({ endpoint: 0 });
    expect(poll(state, failed('timeout'), { now }).endpoint).toBe(1);
    expect(poll(state, fetched({ etag: '"9"' }), { now, document: document() }).endpoint).toBe(0);
  });

  test('a trial of the first that fails costs the other no time', () => {
    const state = failingFor(30);
    const now = later(3 * DAY_MS);
    const after = poll(state, failed('timeout'), { now });
    expect(now.until(after.nextPollAt ?? now).total('hours')).toBeLessThan(1);
  });
});

describe('what is counted and kept', () => {
  test('requests, 304s, failures and items', () => {
    const state = [notModified(), failed('timeout'), fetched({}, { bodyHash: 'h2' })].reduce(
      (before, result) =>
        poll(before, result, result.kind === 'fetched' ? { document: document({ newItems: 4 }) } : {}),
      polledOnce(),
    );
    expect(state.counts).toEqual({ requests: 4, notModified: 1, failed: 1, items: 5 });
  });

  test('the hashes of the last document, also when nothing in it was new', () => {
    const state = poll(polledOnce(), fetched(), { document: document({ hashes: ['a', 'b'], newItems: 0 }) });
    expect(state.itemHashes).toEqual(['a', 'b']);
    expect(poll(state, notModified()).itemHashes).toEqual(['a', 'b']);
  });

  test('while items wait in a document, nothing keeps it from being read again, and they are not known', () => {
    const truncated = { waiting: ['b', 'c'], cut: 0 };
    const partly = poll(polledOnce(), fetched({ etag: '"2"' }, { bodyHash: 'h2' }), {
      document: document({ hashes: ['a', 'b', 'c'], truncated }),
    });
    expect(partly).toMatchObject({ itemHashes: ['a'], truncated });
    expect(partly.endpoints[0]?.validators).toEqual({});
    expect(partly.endpoints[0]?.bodyHash).toBeUndefined();

    const wholly = poll(partly, fetched({ etag: '"2"' }, { bodyHash: 'h2' }), {
      document: document({ hashes: ['a', 'b', 'c'] }),
    });
    expect(wholly.itemHashes).toEqual(['a', 'b', 'c']);
    expect(wholly.truncated).toBeUndefined();
    expect(wholly.endpoints[0]).toMatchObject({ validators: { etag: '"2"' }, bodyHash: 'h2' });
  });

  test('items beyond the limit of a document are counted, and a 304 is believed', () => {
    const truncated = { waiting: [], cut: 50_000 };
    const state = poll(polledOnce(), fetched({ etag: '"2"' }), { document: document({ truncated }) });
    expect(state).toMatchObject({ truncated, endpoints: [{ validators: { etag: '"2"' } }, {}] });
  });

  test('arrivals are bounded', () => {
    let state = polledOnce();
    for (let n = 1; n <= 200; n += 1) {
      state = poll(state, fetched(), { document: document({ newItems: 3 }), now: later(n * MINUTE_MS) });
    }
    expect(state.arrivals.length).toBe(64);
    expect(state.arrivals.at(-1)).toEqual(later(200 * MINUTE_MS));
  });

  test('a stated date counts as arrival only between the last poll and now', () => {
    const now = later(HOUR_MS);
    const stated = [later(-DAY_MS), later(10 * MINUTE_MS), later(DAY_MS)];
    const state = poll(polledOnce(), fetched(), {
      now,
      document: document({ newItems: 3, newItemDates: stated }),
    });
    expect(state.arrivals.map(String)).toEqual([later(10 * MINUTE_MS), now, now].map(String));
  });

  test('a first poll that fails or is stopped leaves the first endpoint in use', () => {
    expect(poll(undefined, failed('timeout'))).toMatchObject({
      endpoint: 0,
      counts: { requests: 1, failed: 1 },
    });
    expect(poll(undefined, failed('stopped'))).toMatchObject({
      endpoint: 0,
      counts: { requests: 0, failed: 0 },
    });
  });

  test('a poll that we stopped ourselves leaves no trace', () => {
    const state = polledOnce();
    expect(poll(state, failed('stopped'), { now: later(HOUR_MS) })).toEqual(state);
  });

  test('a state survives being stored as JSON', () => {
    const state = poll(polledOnce(), failed('rate-limited', { freshness: { retryAfterMs: HOUR_MS } }));
    const text = JSON.stringify(state);
    expect(text).not.toContain('null');
    expect(text.length).toBeLessThan(2500);
  });
});

describe('items without a link', () => {
  const oddityOf = (items: number, withoutLink: number) => {
    const hashes = Array.from({ length: items }, (_, n) => `i${n}`);
    return poll(undefined, fetched(), { document: document({ hashes, withoutLink }) }).endpoints[0]?.oddity;
  };

  test.each([
    [1, 1, '1 of 1 item has'],
    [2, 1, '1 of 2 items has'],
    [40, 20, '20 of 40 items have'],
  ])('of %i items, %i are an oddity of the feed', (items, withoutLink, said) => {
    expect(oddityOf(items, withoutLink)).toEqual({
      what: `${said} no link.`,
      since: NOON,
    });
  });

  test.each([
    [0, 0],
    [1, 0],
    [3, 1],
  ])('of %i items, %i are none', (items, withoutLink) => {
    expect(oddityOf(items, withoutLink)).toBeUndefined();
  });

  test('stay an oddity until the feed brings a new item with a link', () => {
    const listed = (newItems: number, withoutLink: number) => ({
      document: document({ hashes: ['i1', 'i2', 'i3'], newItems, withoutLink }),
    });
    const odd = poll(undefined, fetched(), listed(0, 3));
    const oneMore = poll(odd, fetched(), { ...listed(0, 1), now: later(DAY_MS) });
    expect(oneMore.endpoints[0]?.oddity).toEqual({ what: '3 of 3 items have no link.', since: NOON });
    expect(poll(oneMore, fetched(), listed(1, 0)).endpoints[0]).not.toHaveProperty('oddity');
  });
});

test('another charset is an oddity of the feed for a day, and the first one is none', () => {
  const inCharset = (charset: string) => ({ document: document({ feed: { charset } }) });
  const oddityOf = (state: SourceState) => state.endpoints[0]?.oddity;
  const first = poll(undefined, fetched(), inCharset('utf-8'));
  expect(oddityOf(first)).toBeUndefined();
  const other = poll(first, fetched(), inCharset('shift_jis'));
  const changed = { what: 'The charset changed from utf-8 to shift_jis.', since: NOON };
  expect(oddityOf(other)).toEqual(changed);
  const after = (ms: number) =>
    oddityOf(poll(other, fetched(), { ...inCharset('shift_jis'), now: later(ms) }));
  expect(after(DAY_MS - 1)).toEqual(changed);
  expect(after(DAY_MS)).toBeUndefined();
});

test('a flood is kept in the state, and the source floods from the moment of that poll', () => {
  const before = polledOnce();
  const flood = { at: later(HOUR_MS), entries: 940, perOutlet: 60 };
  const flooded = recordIntake(source, before, { at: flood.at, stored: 1000, flood });
  expect(flooded).toMatchObject({
    flood,
    day: { since: flood.at, items: 1000 },
    health: { kind: 'flooding', since: flood.at },
  });
  expect(flooded.endpoints).toBe(before.endpoints);
});
