import { readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { checkStore } from '../../../src/store/check-store.ts';
import { ALL, filled, filledWithoutIndex } from '../filled-store.ts';
import { aStory } from '../make-story.ts';
import { openedStore, recordingLog } from '../opened-store.ts';

test('a flipped bit in the newest whole line is reported and kept as evidence, and its stories alone are missing', async () => {
  const { folder, logs } = await filledWithoutIndex();
  const path = logs.at(-1) ?? '';
  const text = (await readFile(path, 'utf8')).replace(/第100工場/, '第101工場');
  await writeFile(path, text);
  const { log, errors } = recordingLog();
  const store = await openedStore(folder, { log });
  expect(store.health().stories).toBe(ALL - 1);
  expect(store.health().problems.join()).toMatch(/the line at byte \d+ of .*checksum.*evidence/);
  expect(errors[0]?.event).toBe('store.damaged');
  await store.commit({ stories: [aStory(200)], drops: [], states: [] });
  await store.close();
  expect((await readFile(path, 'utf8')).startsWith(text)).toBe(true);
  const again = await openedStore(folder);
  expect(again.health().problems.join()).toContain('checksum');
  await again.close();
});

test('a line feed that was altered costs nothing', async () => {
  const { folder, logs } = await filledWithoutIndex();
  const path = logs.at(-1) ?? '';
  await writeFile(path, (await readFile(path, 'utf8')).replace(/\n$/, 'x'));
  const store = await openedStore(folder);
  expect(store.health().stories).toBe(ALL);
  await store.close();
});

test('a story whose bytes were altered behind the index is reported and never shown', async () => {
  const { folder, logs } = await filled();
  const path = logs[1] ?? '';
  await writeFile(path, (await readFile(path, 'utf8')).replace('第25工場', '第99工場'));
  const store = await openedStore(folder);
  expect(await store.story(aStory(25).id)).toBeUndefined();
  expect(store.health().problems.join()).toContain('checksum');
  expect(await store.stories({ limit: 99 })).toHaveLength(ALL - 1);
  await store.close();
  expect((await checkStore(folder)).join()).toContain('checksum');
});

test("two files of the log under each other's names are noticed, and nothing of them is lost", async () => {
  const { folder, logs } = await filled();
  const [first = '', second = ''] = logs;
  await rename(first, `${first}.x`);
  await rename(second, first);
  await rename(`${first}.x`, second);
  const store = await openedStore(folder);
  expect(store.health().stories).toBe(ALL);
  expect(store.health().problems.join()).toContain('the file was renamed');
  await store.close();
  expect((await checkStore(folder)).join()).toContain('this commit belongs to the day');
});

test('an older copy of the folder that was put back is what counts', async () => {
  const { folder, logs } = await filled();
  const path = logs.at(-1) ?? '';
  const before = await readFile(path);
  const store = await openedStore(folder);
  await store.commit({
    stories: [aStory(200), aStory(100, { related: [aStory(1).id] })],
    drops: [],
    states: [],
  });
  await store.close();
  await writeFile(path, before);
  const again = await openedStore(folder);
  expect(await again.story(aStory(100).id)).toEqual(aStory(100));
  expect(await again.story(aStory(200).id)).toBeUndefined();
  await again.close();
});

test.each(['cut', 'gone'])('a file of the log that is %s since it was read is reported', async (what) => {
  const { folder, logs } = await filled();
  const path = logs[1] ?? '';
  if (what === 'cut') await truncate(path, Math.floor((await readFile(path)).length / 2));
  else await rm(path);
  const store = await openedStore(folder);
  expect(store.health().problems.join()).toContain('is not the file that was indexed before');
  expect(store.health().stories).toBeLessThan(ALL);
  await store.close();
});

test('a line of a later version in an old day is reported, and stops nothing', async () => {
  const { folder, logs } = await filledWithoutIndex();
  const [path = ''] = logs;
  const text = await readFile(path, 'utf8');
  const rest = Buffer.from((text.split('\n')[0] ?? '').slice(17).replace('"version":1', '"version":2'));
  const newer = `{"crc":"${crc32(rest).toString(16).padStart(8, '0')}"${rest.toString()}\n`;
  await writeFile(path, text + newer);
  const store = await openedStore(folder);
  expect(store.health().problems.join()).toContain('version 2');
  await store.commit({ stories: [aStory(500)], drops: [], states: [] });
  await store.close();
  expect(await readFile(path, 'utf8')).toBe(text + newer);
});
