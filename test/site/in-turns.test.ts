import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readInTurns } from '../../src/site/in-turns.ts';
import { makeStory } from '../make.ts';
import { createMemoryStore } from '../support/memory-store.ts';

test('readers of stories go on one after the other, and others have a turn between two of them', async () => {
  const memory = createMemoryStore();
  const story = makeStory('a');
  await memory.commit({ stories: [story], drops: [], states: [] });
  const store = readInTurns(memory);
  const order: string[] = [];
  const reads = [
    store.story(story.id),
    store.stories({ limit: 1 }).then(([one]) => one),
    store.storiesById([story.id]).then(([one]) => one),
  ].map(async (read) => {
    expect(await read).toEqual(story);
    order.push('page');
  });
  for (let turn = 0; turn < 6; turn += 1) {
    await nextTurn();
    order.push('-');
  }
  await Promise.all(reads);
  expect(order.join('')).toMatch(/page-+page-+page/);
});
