import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRarest } from '../../../../src/domain/folding/group/rarest.ts';
import { packBags } from '../../../../src/domain/folding/read/term/keyed.ts';

test('the rarest keys of a bag are those that sorting puts first, equals by their place', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 60 })),
      fc.array(fc.integer({ min: 0, max: 60 })),
      fc.integer({ min: 1, max: 12 }),
      (before, list, most) => {
        const bag = packBags({ before, list }, (key) => key % 7).list;
        const places = Array.from({ length: bag.to - bag.from }, (_, i) => bag.from + i);
        const weightOf = (i: number): number => bag.weights[i] ?? Number.NaN;
        const sorted = places.sort((i, j) => weightOf(j) - weightOf(i) || i - j).slice(0, most);
        expect(createRarest(most)(bag)).toEqual(sorted.sort((i, j) => i - j));
      },
    ),
  );
});
