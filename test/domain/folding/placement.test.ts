import { expect, test } from 'vitest';
import { explainNearMiss } from '../../../src/domain/folding/placement.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { StoryId } from '../../../src/domain/story/story.ts';

const near = {
  story: 'b' as StoryId,
  needed: 0.31,
  report: {
    title: '架空電機、新工場',
    outlet: { id: 'kaku' as OutletId, name: 'Kaku' },
    language: 'ja' as const,
  },
  detail: 'word similarity 0.30',
};

test.each([
  [0.2, '0.20, but 0.31 is needed: “架空電機、新工場” (Kaku): word similarity 0.30'],
  [-1, 'Ruled out: “架空電機、新工場” (Kaku): word similarity 0.30'],
  [
    0.4,
    '0.40 today, and 0.31 is needed; they were separate stories before: “架空電機、新工場” (Kaku): word similarity 0.30',
  ],
])('a near miss of score %d says why it is none', (score, words) => {
  expect(explainNearMiss({ ...near, score })).toBe(words);
});
