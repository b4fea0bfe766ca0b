import { expect, test } from 'vitest';
import { countHealth, needsAttention, unhealthyFirst } from '../../../../src/domain/source/health/status.ts';
import type { HealthKind } from '../../../../src/domain/source/source-state.ts';
import { NOON } from '../../../make.ts';
import { statusOf } from '../support/make-status.ts';

const KINDS: readonly HealthKind[] = [
  ...(['ok', 'new', 'quiet', 'moved', 'flooding', 'stale', 'gone', 'blocked', 'broken'] as const),
];
const off = { ...statusOf('off', 'broken'), enabled: false };
const sources = [off, ...KINDS.map((kind) => statusOf(kind, kind))];

test('sources are listed by how much they need an editor, those that are switched off last', () => {
  expect(unhealthyFirst(sources).map(({ source }) => source)).toEqual([...KINDS.toReversed(), 'off']);
});

test('sources of equal health stay in the order of the config', () => {
  const equal = ['b', 'a', 'c'].map((id) => statusOf(id, 'ok'));
  expect(unhealthyFirst(equal)).toEqual(equal);
});

test('a source needs attention where news is missing, and not where it is switched off', () => {
  expect(sources.filter(needsAttention).map(({ source }) => source)).toEqual([
    ...['flooding', 'stale', 'gone', 'blocked', 'broken'],
  ]);
  expect(needsAttention({ enabled: false, health: { kind: 'broken', since: NOON, why: '' } })).toBe(false);
});

test('a quiet source counts as healthy, a new one as not read yet, and one that is switched off not at all', () => {
  expect(countHealth(sources)).toEqual({ total: 9, healthy: 2, unread: 1 });
});
