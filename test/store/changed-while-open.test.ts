import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SourceId } from '../../src/domain/source/source.ts';
import { checkStore } from '../../src/store/check-store.ts';
import { createUnderWay } from '../../src/store/document/create-under-way.ts';
import { openStore } from '../../src/store/open-store.ts';
import { ALL, filled, logsOf } from './filled-store.ts';
import { aStory } from './make-story.ts';
import { NOW, newFolder, openedStore, silent } from './opened-store.ts';

test('a folder that is gone while the store is open is reported, and what waits is written when it is back', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder, { retryMs: 5 });
  await store.commit({ stories: [aStory(1)], drops: [], states: [] });
  await rename(folder, `${folder}.elsewhere`);
  expect(store.health().isWaiting).toBe(true);
  const waiting = store.commit({ stories: [aStory(2)], drops: [], states: [] });
  expect(store.health().problems).toEqual([
    expect.stringContaining(
      `is gone (${folder}, or the file lock in it, was removed or replaced while this process ran)`,
    ),
  ]);

  // A store that is begun there meanwhile is another one's.
  const other = await openedStore(folder);
  await other.commit({ stories: [aStory(9)], drops: [], states: [] });
  await other.close();
  const files = await readdir(folder, { recursive: true });
  await rename(folder, `${folder}.other`);
  await rename(`${folder}.elsewhere`, folder);
  await waiting;
  expect(store.health()).toMatchObject({ stories: 2, problems: [] });
  await store.close();
  expect(await checkStore(folder)).toEqual([]);
  expect(await logsOf(folder)).toHaveLength(1);
  expect(await readdir(`${folder}.other`, { recursive: true })).toEqual(files);
  await rm(`${folder}.other`, { recursive: true });
});

test('a pipe in place of the proof of the index, and a log that leads back to itself, hold up no start', async () => {
  const { folder } = await filled();
  const proof = join(folder, 'index/proof.json');
  await rm(proof);
  execFileSync('mkfifo', [proof]);
  const store = await openedStore(folder);
  expect(store.health()).toMatchObject({ stories: ALL, problems: [] });
  await store.close();

  await rename(join(folder, 'log'), join(folder, 'kept'));
  await symlink('log', join(folder, 'log'));
  expect(await openStore({ folder, log: silent, now: () => NOW })).toEqual({
    kind: 'failed',
    reason: expect.stringContaining('ELOOP'),
  });
});

test('a folder that cannot be looked at while the store is open is reported with the reason', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder, { retryMs: 5 });
  await store.commit({ stories: [aStory(1)], drops: [], states: [] });
  await rename(folder, `${folder}.elsewhere`);
  await symlink(folder, folder);
  expect(store.health()).toMatchObject({ isWaiting: true, problems: [expect.stringContaining('ELOOP')] });
  const waiting = store.commit({ stories: [aStory(2)], drops: [], states: [] });
  await rm(folder);
  await rename(`${folder}.elsewhere`, folder);
  await waiting;
  expect(store.health()).toMatchObject({ stories: 2, problems: [] });
  await store.close();
});

test('what is stored beside the log is not written to a folder that is gone or was replaced', async () => {
  const folder = await newFolder();
  const result = await openStore({ folder, log: silent, now: () => NOW });
  if (result.kind !== 'opened') throw new Error(result.kind);
  const troubles: string[] = [];
  const underWay = createUnderWay({ folder, onTrouble: (reason) => troubles.push(reason) });
  const { store, shelf, editions } = result;
  await rename(folder, `${folder}.elsewhere`);
  const write = [
    () => editions.noteMailed('2026-11-24'),
    () => shelf.keep('2026-10', { frozenAt: NOW, base: 'https://kawaraban.example/', atom: '<feed/>' }),
  ];
  for (const act of write) await expect(act()).rejects.toThrow('was removed or replaced');
  await underWay.begin('one' as SourceId);
  expect(troubles).toEqual([expect.stringContaining('ENOENT')]);
  await expect(readdir(folder)).rejects.toThrow('ENOENT');
  await mkdir(folder);
  for (const act of write) await expect(act()).rejects.toThrow('was removed or replaced');
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
  await rename(`${folder}.elsewhere`, folder);
  for (const act of write) await act();
  expect(await editions.lastMailed()).toBe('2026-11-24');
  await store.close();
});

test('a store whose folder was replaced writes nothing into it at its end', async () => {
  const folder = await newFolder();
  const store = await openedStore(folder, { retryMs: 5 });
  await store.commit({ stories: [aStory(1)], drops: [], states: [] });
  await rm(folder, { recursive: true });
  await mkdir(folder);
  await expect(
    Promise.all([store.commit({ stories: [aStory(2)], drops: [], states: [] }), store.close()]),
  ).rejects.toThrow('not stored');
  expect(await readdir(folder)).toEqual([]);
});

test.each(['cut', 'gone', 'written to'])(
  'a file of the log that is %s while the store is open is left as it is, and what comes later is stored',
  async (what) => {
    const folder = await newFolder();
    const store = await openedStore(folder);
    await store.commit({ stories: [aStory(1)], drops: [], states: [] });
    const [path = ''] = await logsOf(folder);
    if (what === 'cut') await truncate(path, 10);
    else if (what === 'gone') await rm(path);
    else await writeFile(path, 'not ours\n', { flag: 'a' });
    const left = await readFile(path).catch(() => undefined);

    await store.commit({ stories: [aStory(2)], drops: [], states: [] });
    await store.commit({ stories: [aStory(3)], drops: [], states: [] });
    expect(store.health().problems.join()).toContain('was changed by another program');
    await store.compact();
    await store.close();
    expect(await readFile(path).catch(() => undefined)).toEqual(left);
    const again = await openedStore(folder);
    expect(await again.story(aStory(2).id)).toEqual(aStory(2));
    expect(await again.story(aStory(3).id)).toEqual(aStory(3));
    await again.close();
  },
);
