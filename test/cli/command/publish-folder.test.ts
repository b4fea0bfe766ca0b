import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whatToDo } from '../../../src/cli/command/publish.ts';
import { openedStore } from '../../store/opened-store.ts';
import { type Installation, install } from '../../support/product.ts';
import { kawarabanHere, onTerminal } from '../../support/run-here.ts';

let at: Installation;
beforeAll(async () => {
  at = await install([{ id: 'kaku', url: 'https://kaku.example/feed' }]);
  await mkdir(at.data);
  await (await openedStore(at.data)).close();
});
afterAll(() => at.remove());

const publish = (...words: readonly string[]) => kawarabanHere(at, 'publish', ...words);

test('a site is counted in a line or as JSON, and its files stay while nothing changes them', async () => {
  const dir = path.join(at.folder, 'new/site');
  const first = await publish(dir);
  const [, count = ''] =
    /^(\d+) files in (\S+): \1 written, 0 removed, 0 unchanged\.\n$/.exec(first.out) ?? [];
  expect([first.status, first.err, Number(count) > 20]).toEqual([0, '', true]);
  expect(await readdir(dir)).toEqual(expect.arrayContaining(['index.html', 'feed.rss', 'status']));
  const again = await publish(dir, '--json');
  const { files, written, ...rest } = JSON.parse(again.out);
  expect([files, rest]).toEqual([Number(count), { removed: 0, foreign: [] }]);
  expect(written).toBeLessThan(files / 2);
});

test('on a terminal nothing is left of the bar, and a file of somebody else stays and is named', async () => {
  const dir = path.join(at.folder, 'watched');
  const watched = await onTerminal(80, () => publish(dir));
  expect([watched.status, watched.err.endsWith('\r\u001b[K')]).toEqual([0, true]);
  expect(watched.err).toMatch(/^[█░]{30} \d+ of \d+/);
  const list = path.join(dir, '.kawaraban-site');
  await writeFile(list, (await readFile(list, 'utf8')).replace('feed.rss\n', ''));
  const { status, out, err } = await publish(dir);
  expect([status, err]).toEqual([
    1,
    `${path.join(dir, 'feed.rss')} was not written by kawaraban: it stays, and nothing was removed. Move it away, then run the command again.\n`,
  ]);
  expect(out).toMatch(/^\d+ files in /);
  await rm(path.join(dir, 'index.html'));
  await mkdir(path.join(dir, 'index.html'));
  const broken = await onTerminal(80, () => publish(dir));
  expect([broken.status, broken.err.split('\r\u001b[K').at(-1)]).toEqual([
    1,
    expect.stringMatching(
      /^The site in \S+ is not up to date: .*EISDIR.* A file is in the place of a folder/,
    ),
  ]);
});

test.each([
  ...['EACCES', 'EPERM'].map((code) => [
    code,
    'Create the folder if it is missing, and let this user read and write it and its files; or name another folder.',
  ]),
  ['EROFS', 'The disk of the folder is read-only: make it writable, or name another folder.'],
  ...['ENOTDIR', 'EEXIST', 'EISDIR'].map((code) => [
    code,
    'A file is in the place of a folder, or a folder in the place of a file: move it away, or name another folder.',
  ]),
  ['ENOSPC', 'Free some space on the disk of the folder, then run the same command again.'],
  ['EDQUOT', 'Delete other files of this user, or raise the quota, then run the same command again.'],
  ...['EIO', 'XEACCES', 'EACCESX'].map((code) => [
    code,
    'Correct the cause, then run the same command again.',
  ]),
])('after %s it is said what to do: %s', (code, says) => {
  expect(whatToDo(Object.assign(new Error('it failed'), { code }))).toBe(says);
});

test('a folder with other files is left alone, and a file in its place is named with what to do', async () => {
  const other = path.join(at.folder, 'other');
  await mkdir(other);
  const thesis = path.join(other, 'thesis.txt');
  await writeFile(thesis, 'mine');
  expect(await publish(other)).toEqual({
    status: 1,
    out: '',
    err: `${other} contains files that kawaraban did not write, such as thesis.txt; name an empty folder or a new one.\n`,
  });
  expect(await publish(thesis)).toEqual({
    status: 1,
    out: '',
    err: expect.stringMatching(
      /^The site in \S+thesis\.txt is not up to date: .*\. A file is in the place of a folder, or a folder in the place of a file: move it away, or name another folder\.\n$/,
    ),
  });
  expect(await readdir(other)).toEqual(['thesis.txt']);
});
