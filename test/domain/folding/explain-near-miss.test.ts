import { expect, test } from 'vitest';
import { explainNearMiss } from '../../../src/domain/folding/explain-near-miss.ts';
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
  detail: 'words 0.30 alike',
};

test.each([
  [0.2, '0.20, but 0.31 is needed: “架空電機、新工場” (Kaku): words 0.30 alike'],
  [-1, 'Ruled out: “架空電機、新工場” (Kaku): words 0.30 alike'],
  [
    0.4,
    '0.40 today, and 0.31 is needed; they were separate stories before: “架空電機、新工場” (Kaku): words 0.30 alike',
  ],
])('a near miss of score %d says why it is none', (score, words) => {
  expect(explainNearMiss({ ...near, score })).toBe(words);
});
