import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filled, filledWithoutIndex, forgetIndex } from '../filled-store.ts';
import { aDrop, anArticle, aState, aStory } from '../make-story.ts';
import { NOW, newFolder, openedStore } from '../opened-store.ts';
import { folderWith, line } from '../written-log.ts';

test('a removal in a file that is named before that of the story counts, also after tidying', async () => {
  const folder = await newFolder();
  let now = NOW;
  const store = await openedStore(folder, { now: () => now });
  await store.commit({ stories: [aStory(1)], drops: [], states: [] });
  now = NOW.add({ hours: 9600 });
  await store.commit({ stories: [aStory(2), aStory(3)], drops: [], states: [] });
  now = NOW;
  const united = aStory(1, {
    articles: [anArticle(1), anArticle(2)],
    joins: [...aStory(1).joins, ...aStory(2).joins],
  });
  await store.commit({ stories: [united], drops: [], states: [], united: [aStory(2).id] });
  await store.compact();
  await store.close();
  await forgetIndex(folder);
  const again = await openedStore(folder);
  expect(await again.stories({ limit: 9 })).toEqual([aStory(3), united]);
  await again.close();
});

test('a story that cannot be read leaves its tombstones when retention removes it', async () => {
  const { folder, logs } = await filled();
  const path = logs[1] ?? '';
  await writeFile(path, (await readFile(path, 'utf8')).replace('第25工場', '第99工場'));
  const store = await openedStore(folder);
  await store.removeBefore(anArticle(26).firstSeenAt);
  await store.close();
  await forgetIndex(folder);
  const again = await openedStore(folder);
  expect([...(await again.knows(['url:https://kanda.example/news/25' as never])).values()][0]).toEqual({
    kind: 'removed',
  });
  await again.close();
});

test('tidying a file with a damaged line keeps that line beside it', async () => {
  const { folder, logs } = await filledWithoutIndex();
  const path = logs[1] ?? '';
  await writeFile(path, (await readFile(path, 'utf8')).replace('第25工場', '第99工場'));
  const store = await openedStore(folder);
  await store.compact();
  await store.close();
  const [evidence = ''] = (await readdir(join(folder, 'log'))).filter((name) => name.includes('.damaged-'));
  expect(await readFile(join(folder, 'log', evidence), 'utf8')).toContain('第99工場');
  const again = await openedStore(folder);
  expect(again.health().problems.join()).toContain('delete the file when you no longer need it');
  await again.close();
});

test('tidying a file with an invalid record keeps its line beside it, and the other records of the line', async () => {
  const bad = { source: 'kanda' } as never;
  const bytes = line(1, {
    stories: [aStory(1), { ...aStory(2), articles: [] } as never],
    drops: [bad, aDrop(1)],
    states: [aState('kanda')],
  });
  const folder = await folderWith({ '2026-11-24': [bytes] });
  const store = await openedStore(folder);
  await store.compact();
  await store.close();
  const names = await readdir(join(folder, 'log'));
  const evidence = names.filter((name) => name.includes('.damaged-'));
  expect(await readFile(join(folder, 'log', evidence.join()))).toEqual(bytes);
  await forgetIndex(folder);
  const again = await openedStore(folder);
  expect(await again.stories({ limit: 9 })).toEqual([aStory(1)]);
  expect((await again.drop('guid:kanda:drop-1' as never))?.keys).toEqual(aDrop(1).keys);
  expect(again.health().problems).toEqual([
    expect.stringContaining('delete the file when you no longer need it'),
  ]);
  await again.close();
});
