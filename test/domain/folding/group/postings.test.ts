import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPostings } from '../../../../src/domain/folding/group/postings.ts';

test('gives the newest slots of any key, the newest first, however many keys there are', () => {
  const posting = fc.tuple(fc.integer({ min: -5, max: 5 }), fc.nat());
  fc.assert(
    fc.property(
      fc.array(posting, { maxLength: 3000, size: 'max' }),
      fc.integer({ min: 1, max: 200 }),
      (all, room) => {
        const postings = createPostings();
        for (const [key, slot] of all) postings.post(key, slot);
        const into = new Int32Array(room);
        for (let key = -5; key <= 6; key += 1) {
          const expected = all
            .filter(([other]) => other === key)
            .map(([, slot]) => slot)
            .reverse()
            .slice(0, room);
          const count = postings.newest(key, into);
          expect([...into.subarray(0, count)]).toEqual(expected);
        }
      },
    ),
    { numRuns: 20 },
  );
});
