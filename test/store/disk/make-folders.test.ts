import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolders } from '../../../src/store/disk/make-folders.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { NOW, silent } from '../opened-store.ts';

const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'folders-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
};

test('a folder is made with all above it, for its owner alone, and one that exists stays', async () => {
  const folder = join(await newFolder(), 'a', 'b', 'c');
  await makeFolders(folder, 0o700);
  await writeFile(join(folder, 'file'), 'kept');
  await makeFolders(folder, 0o700);
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('kept');
  for (const one of [folder, join(folder, '..')]) expect((await stat(one)).mode & 0o777).toBe(0o700);
});

test('two that make one folder at one time, with folders above it, both succeed', async () => {
  const folder = join(await newFolder(), 'a', 'b', 'c');
  await Promise.all([
    makeFolders(folder, 0o700),
    makeFolders(folder, 0o700),
    makeFolders(`${folder}/d`, 0o700),
  ]);
  expect((await stat(`${folder}/d`)).isDirectory()).toBe(true);
});

test.each(['/proc/kawaraban', '/proc/kawaraban/data', '/dev/null/data', '/dev/null'])(
  'a store in %s is refused at once, with the reason and what to do',
  async (folder) => {
    expect(await openStore({ folder, log: silent, now: () => NOW, isPatient: false })).toEqual({
      kind: 'failed',
      reason: expect.stringMatching(
        /^the folder cannot be written \(E.*\)\. Free some space, give .* or name another folder\.$/,
      ),
    });
  },
);

test('a file above a folder, or in its place, is left as it is', async () => {
  const file = join(await newFolder(), 'file');
  await writeFile(file, 'kept');
  await expect(makeFolders(file, 0o700)).rejects.toThrow('EEXIST');
  await expect(makeFolders(join(file, 'a', 'b'), 0o700)).rejects.toThrow('ENOTDIR');
  expect(await readFile(file, 'utf8')).toBe('kept');
});
