import { expect, test } from 'vitest';
import { healthOf } from '../../../../src/domain/source/health/health.ts';
import { explainHealth, judgeSources } from '../../../../src/domain/source/health/judge-sources.ts';
import type { EndpointState } from '../../../../src/domain/source/source-state.ts';
import { makeSource, NOON } from '../../../make.ts';
import { failed, fetched, HOUR_MS, later, poll, URL_A } from '../support/poll.ts';

const limited = makeSource('limited', { endpoints: [URL_A] });
const beside = makeSource('beside', { endpoints: ['https://a.example/other'] });
const disabled = makeSource('disabled', { endpoints: ['https://a.example/third'], enabled: false });
const elsewhere = makeSource('elsewhere', { endpoints: ['https://c.example/feed'] });
const sources = [limited, beside, disabled, elsewhere];

const result = failed('rate-limited', { freshness: { retryAfterMs: HOUR_MS } });
const states = new Map(
  sources.map((source) => [source.id, poll(undefined, source === limited ? result : fetched(), { source })]),
);
const judgeAt = (ms: number) => judgeSources(sources, (id) => states.get(id), later(ms));

test('a source says that it waits while its host rests because of another source', () => {
  const judged = judgeAt(HOUR_MS - 1)(beside);
  const { health, pause, nextPollAt } = judged;
  expect(pause).toEqual({ host: 'a.example', until: later(HOUR_MS) });
  expect(nextPollAt).toEqual(later(HOUR_MS));
  expect(explainHealth({ ...judged, health: { ...health, whatToDo: 'Do it.' } })).toBe(
    `${health.why} a.example asked us to wait, so it gets no request before 2026-11-24 13:00 JST. Do it.`,
  );
});

test('a source does not wait after the rest, on another host, if it is disabled, or if its feed is gone', () => {
  const state = (source: typeof beside) => states.get(source.id);
  expect(judgeAt(HOUR_MS)(beside)).toEqual({
    health: healthOf(beside, state(beside), later(HOUR_MS)),
    nextPollAt: state(beside)?.nextPollAt,
  });
  expect(judgeAt(0)(elsewhere)).toEqual({
    health: healthOf(elsewhere, state(elsewhere), NOON),
    nextPollAt: state(elsewhere)?.nextPollAt,
  });
  expect(judgeAt(0)(disabled)).not.toHaveProperty('pause');
  const gone = { url: URL_A, validators: {}, failures: 2, goneAt: NOON };
  const ended = { ...poll(undefined, fetched()), endpoints: [gone] };
  const judge = judgeSources(sources, (id) => (id === limited.id ? ended : states.get(limited.id)), NOON);
  expect(judge(limited)).not.toHaveProperty('pause');
});

test('a source whose feed moved to the URL of another source names that source, and is to be removed', () => {
  const others = elsewhere.endpoints;
  const state = poll(undefined, fetched(), { source: beside });
  const moved = { url: beside.endpoints[0], movedTo: others[0], validators: {}, failures: 0 };
  const healthWith = (rest: Partial<EndpointState> = {}) =>
    judgeSources(
      sources,
      () => ({ ...state, lastSuccessAt: NOON, endpoints: [{ ...moved, ...rest }] }),
      NOON,
    )(beside).health;
  const why = `The outlet moved the feed to ${others[0]}.`;
  const owner = 'The source elsewhere already has this URL.';
  expect(healthWith()).toMatchObject({
    why: `${why} Polls use this URL. ${owner}`,
    whatToDo: 'Remove this endpoint from sources.yaml (or the source if it has no other).',
  });
  const failure = { kind: 'timeout', detail: 'no answer within 20 s', since: NOON } as const;
  const failing = healthWith({ failures: 1, failure });
  expect(failing.why).toBe(`${why} The last poll failed: no answer within 20 s. ${owner}`);
  expect(failing).not.toHaveProperty('whatToDo');
  const { why: plain, whatToDo } = healthWith({ movedTo: 'https://new.example/' });
  expect([plain, whatToDo].join(' ')).not.toContain('elsewhere');
});
