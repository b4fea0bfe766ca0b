import { expect, test } from 'vitest';
import { joinStretches } from '../../src/domain/stretch.ts';

test('stretches that overlap or touch are joined', () => {
  const stretches = [
    { start: 4, end: 6 },
    { start: 0, end: 5 },
    { start: 6, end: 7 },
    { start: 9, end: 10 },
  ];
  expect(joinStretches(stretches)).toEqual([
    { start: 0, end: 7 },
    { start: 9, end: 10 },
  ]);
});
