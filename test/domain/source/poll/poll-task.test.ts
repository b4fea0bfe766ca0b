import { expect, test } from 'vitest';
import { pollTaskOf } from '../../../../src/domain/source/poll/poll-task.ts';
import type { SourceState } from '../../../../src/domain/source/source-state.ts';
import { makeSource, NOON } from '../../../make.ts';

const FIRST = 'https://kaku.example/feed.xml';
const SECOND = 'https://kaku.example/other.xml';
const source = makeSource('kaku', { endpoints: [FIRST, SECOND] });

const moment = { now: NOON, maxIntervalMs: 24 * 3_600_000 };

const state: SourceState = {
  source: source.id,
  endpoint: 0,
  endpoints: [{ url: FIRST, validators: {}, failures: 0, bodyHash: 'b1', succeededAt: NOON }],
  itemHashes: ['h1', 'h2'],
  truncated: { waiting: ['h3'], cut: 1 },
  arrivals: [],
  counts: { requests: 1, notModified: 0, failed: 0, items: 3 },
};

test('a source that was never asked has nothing to compare with', () => {
  expect(
    pollTaskOf(source, { kind: 'request', endpoint: 0, url: FIRST, validators: {} }, undefined, moment),
  ).toEqual({
    source: 'kaku',
    endpoint: 0,
    url: FIRST,
    validators: {},
    isFirst: true,
    known: [],
    waiting: [],
    most: 500,
  });
});

test('a task holds the last body and the known and waiting items', () => {
  const plan = { kind: 'request', endpoint: 0, url: FIRST, validators: { etag: '"e"' } } as const;
  expect(pollTaskOf(source, plan, { ...state, day: { since: NOON, items: 4990 } }, moment)).toEqual({
    source: 'kaku',
    endpoint: 0,
    url: FIRST,
    validators: { etag: '"e"' },
    bodyHash: 'b1',
    isFirst: false,
    lastSuccessAt: NOON,
    known: ['h1', 'h2'],
    waiting: ['h3'],
    most: 10,
  });
});

test('an endpoint that never answered is asked for its backlog, though another one answered', () => {
  const task = pollTaskOf(
    source,
    { kind: 'request', endpoint: 1, url: SECOND, validators: {} },
    state,
    moment,
  );
  expect(task).toMatchObject({ endpoint: 1, isFirst: true, known: ['h1', 'h2'] });
  expect(task).not.toHaveProperty('bodyHash');
  expect(task).not.toHaveProperty('lastSuccessAt');
});

test.each([
  ['that answered within two days', 48, {}, 24, undefined],
  ['that has not answered for two days', 49, {}, 24, true],
  ['that is asked every three days', 80, { everyMs: 72 * 3_600_000 }, 24, undefined],
  ['that may wait three days', 80, {}, 72, undefined],
])('a source %s is asked for old items accordingly', (_, hours, rest, maxIntervalHours, isAfterPause) => {
  const answered = { ...state, lastSuccessAt: NOON.subtract({ hours }) };
  const plan = { kind: 'request', endpoint: 0, url: FIRST, validators: {} } as const;
  const waits = { now: NOON, maxIntervalMs: maxIntervalHours * 3_600_000 };
  expect(pollTaskOf({ ...source, ...rest }, plan, answered, waits).isAfterPause).toBe(isAfterPause);
});
