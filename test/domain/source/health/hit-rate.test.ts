import { expect, test } from 'vitest';
import { hitRateOf } from '../../../../src/domain/source/source-state.ts';

const counts = (requests: number, items: number) => ({
  counts: { requests, notModified: 0, failed: 0, items },
});

test('the hit rate is the new items a request', () => {
  expect(hitRateOf(counts(4, 6))).toBe(1.5);
  expect(hitRateOf(counts(4, 0))).toBe(0);
});

test('a source that was never asked has no hit rate', () => {
  expect(hitRateOf(undefined)).toBeUndefined();
  expect(hitRateOf(counts(0, 0))).toBeUndefined();
});
