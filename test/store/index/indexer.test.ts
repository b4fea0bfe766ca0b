import { expect, test } from 'vitest';
import type { Story } from '../../../src/domain/story/story.ts';
import { Indexer } from '../../../src/store/index/indexer.ts';
import { type Index, memoryIndex } from '../../../src/store/index/open-index.ts';
import { anArticle, aStory } from '../make-story.ts';
import { NOW } from '../opened-store.ts';

const COUNT = 2_500;

/** More stories of one microsecond than there are numbers for it, and how many statements each of the last costs. */
const taken = () => {
  const index = memoryIndex('a test');
  let statements = 0;
  const counting: Index = {
    ...index,
    get: (sql, ...values) => {
      statements += 1;
      return index.get(sql, ...values);
    },
  };
  const indexer = new Indexer(counting);
  let seq = 0;
  const take = (story: Story): number => {
    statements = 0;
    seq += 1;
    const stories = [{ id: story.id, place: { offset: 0, length: 1, crc: 0 }, read: () => story }];
    const nothing = { drops: [], states: [], removed: { stories: [], keys: [] } };
    indexer.add({ day: '2026-11-24', seq, at: NOW, stories, ...nothing });
    return statements;
  };
  const costs = Array.from({ length: COUNT }, (_, n) => take(aStory(n, { published: NOW })));
  return { index, take, costs };
};

test('of thousands of stories of one moment, the last costs hardly more than the first, and all are there', () => {
  const { index, costs } = taken();
  expect(Math.max(...costs)).toBeLessThan((costs[0] ?? 0) + 5);
  expect(index.get('SELECT count(*) AS stories FROM stories')).toEqual({ stories: COUNT });
  index.close();
});

test('a story that changes keeps its place among those of one moment', () => {
  const { index, take } = taken();
  const order = () => index.all('SELECT id FROM stories ORDER BY n').map(({ id }) => id);
  const before = order();
  for (const n of [0, 1_000]) {
    const articles = [anArticle(n, { revision: 2, summary: '改めた。' })] as const;
    take(aStory(n, { published: NOW, articles }));
  }
  expect(order()).toEqual(before);
  index.close();
});
