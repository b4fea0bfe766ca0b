import { expect, test } from 'vitest';
import { checkStore } from '../../src/store/check-store.ts';
import { newFolder } from './opened-store.ts';
import { simulateMonth, sizeOf } from './simulate-month.ts';

test('after thirty days the folder holds what retention says, and no more bytes than after ten', async () => {
  const folder = await newFolder();
  const sizes = new Map<number, number>();
  const problems = await simulateMonth({
    folder,
    days: 30,
    itemsADay: 60,
    pollsADay: 6,
    pollsATidy: 3,
    retentionDays: 7,
    onPoll: async (day, isLast) => {
      if (isLast) sizes.set(day, await sizeOf(folder));
    },
  });
  expect(problems).toEqual([]);
  expect(await checkStore(folder)).toEqual([]);
  // Tombstones are what grows: two keys of 16 digits an article, in the document and in the one before it.
  const tombstones = 20 * 60 * 2 * 16 * 2;
  expect(sizes.get(30)).toBeLessThan((sizes.get(10) ?? 0) * 1.1 + tombstones * 2);
});
