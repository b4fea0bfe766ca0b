import { expect, test } from 'vitest';
import { barChart } from '../../../../src/site/page/part/bar-chart.ts';

test('each count is a bar as high as its share of the largest, with a gap after it', () => {
  expect(barChart({ about: 'Articles', counts: [0, 1, 3], barWidth: 4, height: 24 }).text).toBe(
    '<svg class="chart" viewBox="0 0 12 24" width="12" height="24" preserveAspectRatio="none" role="img"><title>Articles: 0, 1, 3</title><path d="M0 24v-0.6h3v0.6zM4 24v-8h3v8zM8 24v-24h3v24z"/></svg>',
  );
});

test('a small count is as high as none, and counts of nothing are lines', () => {
  const path = (...counts: number[]) =>
    / d="(.*)"/.exec(barChart({ about: '', counts, barWidth: 2, height: 10 }).text)?.[1];
  expect(path(1, 100)).toBe('M0 10v-0.6h1v0.6zM2 10v-10h1v10z');
  expect(path(0, 0)).toBe('M0 10v-0.6h1v0.6zM2 10v-0.6h1v0.6z');
  expect(path()).toBe('');
});
