import { expect, test } from 'vitest';
import type { StoryQuery } from '../../../src/domain/store/contract.ts';
import { Indexer } from '../../../src/store/index/indexer.ts';
import { type Index, memoryIndex } from '../../../src/store/index/open-index.ts';
import { selectBest, selectStories } from '../../../src/store/index/select.ts';
import { aStory } from '../make-story.ts';
import { NOW } from '../opened-store.ts';

/** An index of three stories, and how SQLite carries out each statement that is asked of it. */
const explained = () => {
  const index = memoryIndex('a test');
  const stories = [1, 2, 3].map((n) => {
    const story = aStory(n);
    return { id: story.id, place: { offset: n, length: 1, crc: 0 }, read: () => story };
  });
  const nothing = { drops: [], states: [], removed: { stories: [], keys: [] } };
  new Indexer(index).add({ day: '2026-11-24', seq: 1, at: NOW, stories, ...nothing });
  const plans: string[] = [];
  const asked: Index = {
    ...index,
    all: (sql, ...values) => {
      for (const { detail } of index.all(`EXPLAIN QUERY PLAN ${sql}`, ...values)) plans.push(String(detail));
      return index.all(sql, ...values);
    },
  };
  return { index: asked, plans };
};

const words = [{ text: '工場', labels: [] }];
const range = { from: NOW.subtract({ hours: 24 }), until: NOW };

test.each<[string, Omit<StoryQuery, 'limit'>]>([
  ['all', {}],
  ['a day', range],
  ['a label', { topic: 'plants' }],
  ['several labels', { company: '9990', topic: 'plants', language: 'ja', announcedOnly: true }],
  ['a label in a range', { outlet: 'kanda', ...range }],
  ['words', { words }],
  ['words and a label in a range', { words, language: 'ja', ...range }],
])('the newest of %s are walked in their order: nothing is sorted but what is given', (_, query) => {
  const { index, plans } = explained();
  expect(selectStories(index, { ...query, limit: 2 }).map(({ id }) => id)).toEqual([
    aStory(3).id,
    aStory(2).id,
  ]);
  if (query.words !== undefined) selectBest(index, query, 2, 0);
  expect(plans.filter((plan) => plan.includes('TEMP B-TREE'))).toEqual([]);
  index.close();
});
