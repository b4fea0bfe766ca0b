import { describe, expect, test } from 'vitest';
import { planRequest } from '../../../../src/domain/source/poll/plan-request.ts';
import { makeSource, NOON } from '../../../make.ts';
import {
  DAY_MS,
  document,
  failed,
  fetched,
  HOUR_MS,
  later,
  notModified,
  poll,
  polledOnce,
  URL_A,
  URL_B,
} from '../support/poll.ts';

const source = makeSource('kaku', { endpoints: [URL_A, URL_B] });

describe('what is asked', () => {
  test('a source that was never polled is asked unconditionally at its first endpoint', () => {
    expect(planRequest(source, undefined, NOON)).toEqual({
      kind: 'request',
      endpoint: 0,
      url: URL_A,
      validators: {},
    });
  });

  test('after that it is asked with the validators it gave', () => {
    const validators = { etag: 'W/"x"', lastModified: 'whenever' };
    expect(planRequest(source, polledOnce(validators), later(HOUR_MS))).toMatchObject({ validators });
  });

  test('a server that answers nothing but 304 for a month is asked once without validators', () => {
    const plans = [];
    let state = polledOnce();
    for (let day = 1; day <= 65; day += 1) {
      const now = later(day * DAY_MS);
      const plan = planRequest(source, state, now);
      plans.push(plan.kind === 'request' && plan.validators.etag === undefined ? day : undefined);
      const result = plans.at(-1) === undefined ? notModified() : fetched({ etag: '"1"' });
      state = poll(state, result, { now });
    }
    expect(plans.filter((day) => day !== undefined)).toEqual([30, 60]);
  });

  test('a server that answers even that with 304 is asked with validators again', () => {
    const now = later(31 * DAY_MS);
    const state = poll(polledOnce(), failed('bad-answer'), { now });
    expect(planRequest(source, state, later(32 * DAY_MS))).toMatchObject({ validators: { etag: '"1"' } });
  });

  test('a feed that changes is never asked unconditionally again', () => {
    let state = polledOnce();
    for (let day = 1; day <= 100; day += 1) {
      const now = later(day * DAY_MS);
      expect(planRequest(source, state, now)).toMatchObject({ validators: { etag: expect.any(String) } });
      state = poll(state, fetched({ etag: `"${day}"` }), { now, document: document() });
    }
  });

  test('503 rests the URL for as long as it asks', () => {
    const state = poll(polledOnce(), failed('unavailable', { freshness: { retryAfterMs: HOUR_MS } }));
    expect(planRequest(source, state, later(HOUR_MS - 1))).toEqual({ kind: 'rest', until: later(HOUR_MS) });
    expect(planRequest(source, state, later(HOUR_MS))).toMatchObject({ kind: 'request' });
  });

  test('a failure without a wish of the server does not forbid to ask', () => {
    const state = poll(polledOnce(), failed('timeout'));
    expect(planRequest(source, state, later(1))).toMatchObject({ kind: 'request', url: URL_A });
  });

  test('an endpoint that answers 410 is asked once more after a day, and then never again: the next one is', () => {
    const once = poll(polledOnce(), failed('gone'));
    expect(planRequest(source, once, later(1))).toMatchObject({ endpoint: 1, url: URL_B, validators: {} });
    expect(planRequest(source, once, later(DAY_MS - 1))).toMatchObject({ endpoint: 1 });
    expect(planRequest(source, once, later(DAY_MS))).toMatchObject({ endpoint: 0 });
    const twice = poll(once, failed('gone'), { now: later(DAY_MS) });
    expect(planRequest(source, twice, later(100 * DAY_MS))).toMatchObject({ endpoint: 1 });
  });

  test('a single 410, as by mistake of a CDN, costs a source with one endpoint a day', () => {
    const one = makeSource('kaku', { endpoints: [URL_A] });
    const once = poll(polledOnce(), failed('gone'), { source: one });
    expect(once.nextPollAt).toEqual(later(DAY_MS));
    expect(once.health).toMatchObject({ kind: 'gone' });
    expect(planRequest(one, once, later(DAY_MS - 1))).toEqual({ kind: 'rest', until: later(DAY_MS) });
    const back = poll(once, fetched(), { source: one, now: later(DAY_MS), document: document() });
    expect(back.health?.kind).toBe('ok');
  });

  test('a source whose endpoints are all gone is never asked again', () => {
    const one = makeSource('kaku', { endpoints: [URL_A] });
    const once = poll(undefined, failed('gone'), { source: one });
    const state = poll(once, failed('gone'), { source: one });
    const plan = planRequest(one, state, later(1000 * DAY_MS));
    expect(plan.kind).toBe('rest');
  });

  test('a source waits for an endpoint that pauses if the endpoint in use left the config and the first is gone', () => {
    const known = { validators: {}, failures: 1 };
    const state = {
      ...polledOnce(),
      endpoint: 2,
      endpoints: [
        { ...known, url: URL_A, goneAt: NOON },
        { ...known, url: URL_B, restUntil: later(HOUR_MS) },
        { ...known, url: 'https://c.example/feed' },
      ],
    };
    expect(planRequest(source, state, later(1))).toEqual({ kind: 'rest', until: later(HOUR_MS) });
    expect(planRequest(source, state, later(HOUR_MS))).toMatchObject({ kind: 'request', url: URL_B });
  });

  test('an endpoint that was edited is asked afresh, the others keep what is known of them', () => {
    const edited = makeSource('kaku', { endpoints: [URL_A, 'https://c.example/feed'] });
    expect(planRequest(edited, polledOnce(), later(HOUR_MS))).toMatchObject({ validators: { etag: '"1"' } });
    const replaced = makeSource('kaku', { endpoints: ['https://c.example/feed'] });
    expect(planRequest(replaced, polledOnce(), later(HOUR_MS))).toMatchObject({
      endpoint: 0,
      validators: {},
    });
  });

  test('an endpoint that the editor puts first is tried at once', () => {
    const edited = makeSource('kaku', { endpoints: [URL_B, URL_A] });
    expect(planRequest(edited, polledOnce(), later(HOUR_MS))).toMatchObject({
      endpoint: 0,
      url: URL_B,
      validators: {},
    });
  });
});
