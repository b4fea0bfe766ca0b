import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkStore } from '../../../src/store/check-store.ts';
import { ALL, filled, forgetIndex } from '../filled-store.ts';
import { aStory } from '../make-story.ts';
import { NOW, newFolder, openedStore } from '../opened-store.ts';

test('a torn last line was never acknowledged: it is passed over, and writing goes on behind what counts', async () => {
  const { folder, logs } = await filled();
  const path = logs.at(-1) ?? '';
  await writeFile(path, `${await readFile(path, 'utf8')}{"crc":"00000000","version":1,"seq":9`);
  const store = await openedStore(folder);
  expect(store.health()).toMatchObject({ stories: ALL, problems: [] });
  await store.commit({ stories: [aStory(200)], drops: [], states: [] });
  await store.close();
  await forgetIndex(folder);
  const again = await openedStore(folder);
  expect(again.health()).toMatchObject({ stories: ALL + 1, problems: [] });
  await again.close();
});

test.each([
  ['has lost its line feed', (text: string) => text.replace(/\n$/, ''), ALL + 1],
  ['has another letter for its line feed', (text: string) => text.replace(/\n$/, 'x'), ALL + 1],
  ['is followed by what is none of ours', (text: string) => `${text}<html>`, ALL + 1],
  ['is followed by zeros that a power cut left', (text: string) => text + '\0'.repeat(600), ALL + 1],
])('what is written behind a line that %s stands on a line of its own', async (_what, harm, stories) => {
  const { folder, logs } = await filled();
  const path = logs.at(-1) ?? '';
  await writeFile(path, harm(await readFile(path, 'utf8')));
  const store = await openedStore(folder, { now: () => NOW });
  await store.commit({ stories: [aStory(600)], drops: [], states: [] });
  await store.close();
  await forgetIndex(folder);
  const again = await openedStore(folder);
  expect(again.health().stories).toBe(stories);
  expect(await again.story(aStory(600).id)).toEqual(aStory(600));
  await again.close();
});

test('a day whose first line is torn is no damage, and is written to', async () => {
  const folder = await newFolder();
  await mkdir(join(folder, 'log'), { recursive: true });
  await writeFile(join(folder, 'log/2026-11-24.jsonl'), '{"crc":"0123');
  const store = await openedStore(folder);
  await store.commit({ stories: [aStory(1)], drops: [], states: [] });
  expect(store.health().problems).toEqual([]);
  await store.close();
  expect(await checkStore(folder)).toEqual([]);
});
