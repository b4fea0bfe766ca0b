import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHeap } from '../../../../src/domain/folding/group/heap.ts';

test('gives back what was put in, in order, whatever was put in and taken out before', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer())), (steps) => {
      const heap = createHeap<number>((a, b) => a < b);
      let kept: number[] = [];
      for (const step of steps) {
        if (step === null) {
          kept.sort((a, b) => a - b);
          expect(heap.pop()).toBe(kept[0]);
          kept = kept.slice(1);
        } else {
          heap.push(step);
          kept.push(step);
        }
      }
    }),
  );
});
