import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holderOf } from '../../../src/adapters/store/lock.ts';
import { openStore } from '../../../src/adapters/store/open-store.ts';
import { waitFor } from '../../support/wait-for.ts';
import { NOW, newFolder, openedStore, silent } from './opened-store.ts';

/** A folder with the lock that this process takes, changed. */
const lockedFolder = async (change: object): Promise<string> => {
  const folder = await newFolder();
  const store = await openedStore(folder);
  const lock = JSON.parse(await readFile(join(folder, 'lock.1'), 'utf8'));
  await store.close();
  await writeFile(join(folder, 'lock.1'), JSON.stringify({ ...lock, ...change }));
  return folder;
};

test.each([
  ['lives', {}],
  ['could not see which boot of the machine this is', { boot: '' }],
  ['could not see when it was started', { started: '' }],
])('a lock whose owner %s is respected', async (_, change) => {
  const opened = await openStore({ folder: await lockedFolder(change), log: silent, now: () => NOW });
  expect(opened.kind).toBe('locked');
});

test.each([
  ['is another process by now', { started: '1' }],
  ['was given before the machine started anew', { boot: 'another boot' }],
  ['is free', { pid: 2 ** 22 + 1 }],
  ['let go', { released: true }],
])('a lock whose process number %s is taken over', async (_, change) => {
  const folder = await lockedFolder(change);
  const store = await openedStore(folder);
  expect((await readdir(folder)).filter((name) => name.startsWith('lock.'))).toEqual(['lock.2']);
  await store.close();
});

test.skipIf(process.platform !== 'linux')(
  'a lock is taken over from a dead owner whose parent has not looked at it',
  async () => {
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [chunk] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(chunk.toString());
    const fields = async () => (await readFile(`/proc/${pid}/stat`, 'utf8')).split(' ');
    await waitFor(async () => (await fields())[2] === 'Z');
    const folder = await lockedFolder({ pid, started: (await fields())[21] });
    expect(await holderOf(folder)).toBeUndefined();
    const store = await openedStore(folder);
    expect(await holderOf(folder)).toContain(`process ${process.pid}, since`);
    await store.close();
    expect(await holderOf(folder)).toBeUndefined();
    parent.kill();
  },
);
