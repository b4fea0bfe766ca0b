import { expect, test } from 'vitest';
import { healthOf } from '../../../../src/domain/source/health/health.ts';
import { explainHealth, judgeSources } from '../../../../src/domain/source/health/judge-sources.ts';
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
