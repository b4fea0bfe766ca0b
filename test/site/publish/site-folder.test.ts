import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSiteFolder, type SiteFolder } from '../../../src/site/publish/site-folder.ts';

let parent: string;
let dir: string;
beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'site-'));
  dir = path.join(parent, 'new/site');
});
afterEach(() => rm(parent, { recursive: true }));

const open = async (): Promise<SiteFolder> => {
  const opened = await openSiteFolder(dir);
  if (opened.kind === 'refused') throw new Error(opened.reason);
  return opened.folder;
};
const read = (name: string): Promise<string> => readFile(path.join(dir, name), 'utf8');
const names = async (): Promise<readonly string[]> =>
  (await readdir(dir, { recursive: true })).filter((name) => !name.startsWith('.')).toSorted();

describe('a folder of a site', () => {
  test('is made, and gets its files; only what changed is written again', async () => {
    const first = await open();
    expect(await first.put('topics/ma/index.html', 'a')).toBe('written');
    expect(await first.put('icon.png', new Uint8Array([0, 255]))).toBe('written');
    await first.removeStale();
    const before = await stat(path.join(dir, 'icon.png'));
    const second = await open();
    expect(await second.put('topics/ma/index.html', 'b')).toBe('written');
    expect(await second.put('icon.png', new Uint8Array([0, 255]))).toBe('same');
    expect(await second.removeStale()).toBe(0);
    expect(await read('topics/ma/index.html')).toBe('b');
    expect((await stat(path.join(dir, 'icon.png'))).mtimeMs).toBe(before.mtimeMs);
  });

  test('loses the files of the last time that are no more, and the folders that are empty then', async () => {
    const first = await open();
    for (const name of ['index.html', 'stories/a/index.html', 'stories/b/index.html'])
      await first.put(name, 'x');
    await first.removeStale();
    await writeFile(path.join(dir, 'stories/b/mine.txt'), 'mine');
    const second = await open();
    await second.put('index.html', 'x');
    expect(await second.removeStale()).toBe(2);
    expect(await names()).toEqual(['index.html', 'stories', 'stories/b', 'stories/b/mine.txt']);
  });

  test('never loses a file of somebody else, nor is one replaced', async () => {
    const first = await open();
    await first.put('index.html', 'x');
    await first.removeStale();
    await writeFile(path.join(dir, 'feed.rss'), 'mine');
    const second = await open();
    expect(await second.put('feed.rss', 'ours')).toBe('foreign');
    await second.removeStale();
    expect(await read('feed.rss')).toBe('mine');
  });

  test('that was cut off in the midst of the work is known for ours the next time', async () => {
    const cutOff = await open();
    await cutOff.put('index.html', 'half');
    await cutOff.put('stories/a/index.html', 'half');
    const again = await open();
    expect(await again.put('index.html', 'whole')).toBe('written');
    expect(await again.removeStale()).toBe(1);
    expect(await names()).toEqual(['index.html']);
  });
});

test('a write that fails leaves no file of ours behind', async () => {
  const folder = await open();
  await folder.put('index.html', 'x');
  await rm(path.join(dir, 'index.html'));
  await mkdir(path.join(dir, 'index.html'));
  await expect(folder.put('index.html', 'y')).rejects.toThrow('EISDIR');
  expect((await readdir(dir)).toSorted()).toEqual(['.kawaraban-site', 'index.html']);
});

test('a folder with other files is refused with one of them named, and left as it is', async () => {
  await mkdir(dir, { recursive: true });
  await writeFile(path.join(dir, 'thesis.txt'), 'mine');
  expect(await openSiteFolder(dir)).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('did not write, such as thesis.txt'),
  });
  expect(await readdir(dir)).toEqual(['thesis.txt']);
});

test('a folder with hidden files only is taken, and they stay', async () => {
  await mkdir(path.join(dir, '.git'), { recursive: true });
  const folder = await open();
  await folder.put('index.html', 'x');
  await folder.removeStale();
  expect(await readdir(dir)).toEqual(expect.arrayContaining(['.git', 'index.html']));
});

test('a list that names files outside of the folder deletes nothing there', async () => {
  await mkdir(dir, { recursive: true });
  await writeFile(path.join(parent, 'new/mine.txt'), 'mine');
  await writeFile(path.join(dir, '.kawaraban-site'), `head\n../mine.txt\n${parent}/new/mine.txt\n`);
  expect(await (await open()).removeStale()).toBe(0);
  expect(await readFile(path.join(parent, 'new/mine.txt'), 'utf8')).toBe('mine');
});
