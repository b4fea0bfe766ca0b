import { expect, test } from 'vitest';
import { pollTaskOf } from '../../../../src/domain/source/poll/poll-task.ts';
import type { SourceState } from '../../../../src/domain/source/source-state.ts';
import { makeSource, NOON } from '../../../make.ts';

const FIRST = 'https://kaku.example/feed.xml';
const SECOND = 'https://kaku.example/other.xml';
const source = makeSource('kaku', { endpoints: [FIRST, SECOND] });

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
    pollTaskOf(source, { kind: 'request', endpoint: 0, url: FIRST, validators: {} }, undefined, NOON),
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
  expect(pollTaskOf(source, plan, { ...state, day: { since: NOON, items: 4990 } }, NOON)).toEqual({
    source: 'kaku',
    endpoint: 0,
    url: FIRST,
    validators: { etag: '"e"' },
    bodyHash: 'b1',
    isFirst: false,
    known: ['h1', 'h2'],
    waiting: ['h3'],
    most: 10,
  });
});

test('an endpoint that never answered is asked for its backlog, though another one answered', () => {
  const task = pollTaskOf(source, { kind: 'request', endpoint: 1, url: SECOND, validators: {} }, state, NOON);
  expect(task).toMatchObject({ endpoint: 1, isFirst: true, known: ['h1', 'h2'] });
  expect(task).not.toHaveProperty('bodyHash');
});
