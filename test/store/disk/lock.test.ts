import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/store/open-store.ts';
import { aStory } from '../make-story.ts';
import { NOW, newFolder, openedStore, silent } from '../opened-store.ts';

/** The files that this process has open, as Linux lists them. */
const openFiles = (): readonly string[] =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return []; // The list itself was open, too.
    }
  });

/** A process that holds the store of a folder; it has begun to write when this resolves. */
const holderOf = async (folder: string) => {
  const holder = spawn(process.execPath, [join(import.meta.dirname, '../kill-writer.ts'), folder, '1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(holder.stdout, 'data');
  return holder;
};

test('another process that holds the store is named, since when it does, and left in peace', async () => {
  const folder = await newFolder();
  const holder = await holderOf(folder);
  expect(await openStore({ folder, log: silent, now: () => NOW })).toEqual({
    kind: 'locked',
    by: expect.stringMatching(`^process ${holder.pid}, since 20\\d\\d-`),
  });
  expect(openFiles().filter((file) => file.startsWith(folder))).toEqual([]);
  const reader = await openedStore(folder, { lock: false });
  expect((await reader.stories({ limit: 1 })).length).toBeLessThanOrEqual(1);
  await reader.close();
  holder.kill('SIGKILL');
  await once(holder, 'exit');
});

test('the lock of a process that was killed is free at once', async () => {
  const folder = await newFolder();
  const holder = await holderOf(folder);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const store = await openedStore(folder);
  await store.commit({ stories: [aStory(9_999)], drops: [], states: [] });
  await store.close();
});

test('the lock is given back at the end, and taken once in one process', async () => {
  const folder = await newFolder();
  const first = await openedStore(folder);
  expect((await openStore({ folder, log: silent, now: () => NOW })).kind).toBe('locked');
  expect((await openStore({ folder, log: silent, now: () => NOW })).kind).toBe('locked');
  await first.close();
  await (await openedStore(folder)).close();
});
