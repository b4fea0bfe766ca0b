import { execFileSync, spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fileSystem } from '../../../src/store/disk/file-system.ts';
import { createOwnership } from '../../../src/store/disk/lock.ts';
import { NOW, newFolder } from '../opened-store.ts';

const owning = (folder: string) =>
  createOwnership(fileSystem, folder, [path.join(folder, 'log'), path.join(folder, 'index')], () => NOW);

const holder = `process ${process.pid}, since 2026-11-24 12:00 JST`;

test('a folder is taken by one, who is named to the others, until it is released', async () => {
  const folder = path.join(await newFolder(), 'new');
  const [one, other] = [owning(folder), owning(folder)];
  expect(await one.take()).toEqual({ kind: 'taken' });
  expect(await one.take()).toEqual({ kind: 'taken' });
  expect(await readdir(folder)).toEqual(expect.arrayContaining(['index', 'lock', 'lock.txt', 'log']));
  expect(await readFile(path.join(folder, 'lock.txt'), 'utf8')).toBe(`${holder}\n`);
  for (const name of ['lock', 'lock.txt'])
    expect((await stat(path.join(folder, name))).mode & 0o777, name).toBe(0o600);
  expect(await other.take()).toEqual({ kind: 'held', by: holder });
  await rm(path.join(folder, 'lock.txt'));
  expect(await other.take()).toEqual({ kind: 'held', by: 'another process' });
  one.release();
  expect(await other.take()).toEqual({ kind: 'taken' });
  other.release();
});

test('a pipe in place of the name of the owner is not read', async () => {
  const folder = await newFolder();
  const one = owning(folder);
  await one.take();
  const pipe = path.join(folder, 'lock.txt');
  await rm(pipe);
  execFileSync('mkfifo', [pipe]);
  // Without a writer, a read would wait without end, and the test with it.
  const writer = spawn('sh', ['-c', 'echo read > "$0"', pipe]);
  expect(await owning(folder).take()).toEqual({ kind: 'held', by: 'another process' });
  writer.kill();
  one.release();
});

test.each([
  ['is removed', (file: string) => rm(file)],
  [
    'is replaced',
    async (file: string) => {
      await rename(file, `${file}.old`);
      await writeFile(file, '');
    },
  ],
])('a lock that %s protects nothing any more, which is said instead of taking it anew', async (_, change) => {
  const folder = await newFolder();
  const ownership = owning(folder);
  expect(ownership.lost()).toBeUndefined();
  await ownership.take();
  expect(ownership.lost()).toBeUndefined();
  await change(path.join(folder, 'lock'));
  const reason = `${folder}, or the file lock in it, was removed or replaced while this process ran`;
  expect(ownership.lost()).toBe(reason);
  expect(await ownership.take()).toEqual({ kind: 'refused', reason });
  ownership.release();
  expect(ownership.lost()).toBeUndefined();
});

test('a folder that cannot be made is refused with the reason', async () => {
  const folder = await newFolder();
  await writeFile(path.join(folder, 'file'), '');
  expect(await owning(path.join(folder, 'file', 'data')).take()).toEqual({
    kind: 'refused',
    reason: expect.stringContaining('ENOTDIR'),
  });
});

test('a lock that is no file is refused with its path', async () => {
  const folder = await newFolder();
  await mkdir(path.join(folder, 'lock'));
  expect(await owning(folder).take()).toEqual({
    kind: 'refused',
    reason: `${folder}/lock cannot be opened: unable to open database file`,
  });
});

test('a folder in which a subfolder cannot be made stays free, and is taken with all subfolders later', async () => {
  const folder = await newFolder();
  const log = path.join(folder, 'log');
  await writeFile(log, '');
  const ownership = owning(folder);
  expect(await ownership.take()).toEqual({ kind: 'refused', reason: expect.stringContaining('EEXIST') });
  await rm(log);
  const other = createOwnership(fileSystem, folder, [], () => NOW);
  expect(await other.take()).toEqual({ kind: 'taken' });
  other.release();
  expect(await ownership.take()).toEqual({ kind: 'taken' });
  expect(await readdir(folder)).toEqual(expect.arrayContaining(['index', 'log']));
  ownership.release();
});

test('a file is read, written, appended to and cut as a whole, for its owner alone', async () => {
  const folder = await newFolder();
  const file = path.join(folder, 'file');
  expect([await fileSystem.read(file), await fileSystem.size(file)]).toEqual([undefined, undefined]);
  expect([await fileSystem.list(file), await fileSystem.read(path.join(file, 'x'))]).toEqual([[], undefined]);
  await fileSystem.write(file, Buffer.from('longer than what follows'));
  await fileSystem.write(file, Buffer.from('0123456789'));
  const appender = await fileSystem.open(file);
  await appender.append(Buffer.from('abc'));
  await appender.sync();
  expect(String(await fileSystem.read(file))).toBe('0123456789abc');
  await appender.truncate(11);
  await appender.close();
  expect(await fileSystem.size(file)).toBe(11);
  expect(String(await fileSystem.readPart(file, 8, 2))).toBe('89');
  expect(String(await fileSystem.readPart(file, 8, 99))).toBe('89a');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const refusal = 'is a folder, a pipe, a socket or a device';
  await expect(fileSystem.size(folder)).rejects.toThrow(`${folder} ${refusal}`);
  for (const read of [() => fileSystem.read('/dev/null'), () => fileSystem.readPart('/dev/null', 0, 1)])
    await expect(read()).rejects.toThrow(`/dev/null ${refusal}`);
  await fileSystem.rename(file, `${file}2`);
  await fileSystem.remove(`${file}2`);
  await fileSystem.remove(`${file}2`);
  expect(await fileSystem.list(folder)).toEqual([]);
});
