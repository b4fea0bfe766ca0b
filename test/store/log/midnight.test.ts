import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkStore } from '../../../src/store/check-store.ts';
import { aStory } from '../make-story.ts';
import { NOW, newFolder, openedStore } from '../opened-store.ts';

test('what waits to be written together over midnight stands in the files of its days', async () => {
  const folder = await newFolder();
  let now = NOW;
  const store = await openedStore(folder, { now: () => now });
  const commit = (n: number) => store.commit({ stories: [aStory(n)], drops: [], states: [] });
  const before = [commit(1), commit(2), commit(3)];
  now = NOW.add({ hours: 24 });
  await Promise.all([...before, commit(4), commit(5)]);
  await store.close();

  const names = (await readdir(join(folder, 'log'))).toSorted();
  expect(names).toEqual(['2026-11-24.jsonl', '2026-11-25.jsonl']);
  const lines = await Promise.all(
    names.map(async (name) => (await readFile(join(folder, 'log', name), 'utf8')).trim().split('\n').length),
  );
  expect(lines).toEqual([3, 2]);
  expect(await checkStore(folder)).toEqual([]);
});
