import { lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Resource } from '../../src/serve/ports.ts';
import { publishSite } from '../../src/site/publish/publish-site.ts';
import { openSiteFolder } from '../../src/site/publish/site-folder.ts';
import { createArchiveShelf } from '../../src/store/document/create-shelves.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'kawaraban-'));
  await mkdir(path.join(parent, 'site'));
  await writeFile(path.join(parent, 'thesis.txt'), 'mine');
});
afterEach(() => rm(parent, { recursive: true }));

const publish = async (site: ReturnType<typeof siteWith>) => {
  const opened = await openSiteFolder(path.join(parent, 'site'));
  if (opened.kind !== 'opened') throw new Error(opened.reason);
  return publishSite({ site, folder: opened.folder, onFile: () => undefined });
};

/** A site that lists these paths, with a page at each. */
const siteWith = (paths: readonly string[]) => ({
  paths: async () => paths,
  resource: async (asked: string): Promise<Resource> => ({
    status: 200,
    contentType: 'text/html',
    body: `at ${asked}`,
    maxAgeSeconds: 0,
    page: !asked.endsWith('.rss'),
  }),
});

const outside = async (): Promise<readonly string[]> => (await readdir(parent)).toSorted();

describe('path traversal in published files', () => {
  test('an address with steps upwards, in any spelling, becomes no file outside the folder', async () => {
    const evil = [
      '/../x.rss',
      '/../../x.rss',
      '/%2e%2e/x.rss',
      '/a/..%2f..%2f..%2fx.rss',
      '/a/../../x.rss',
      '/a%00.rss',
    ];
    const more = [
      '/..\\..\\x.rss',
      '/..%5cx.rss',
      '//x.rss',
      '/.%2e/x.rss',
      '/.kawaraban-site',
      '/.htaccess',
      '/%ff/x.rss',
    ];
    await publish(siteWith([...evil, ...more, '/topics/good.rss']));
    expect(await outside()).toEqual(['site', 'thesis.txt']);
    const inside = await readdir(path.join(parent, 'site'), { recursive: true });
    expect(inside).toContain('topics/good.rss');
    expect(inside.filter((name) => /x\.rss|\.htaccess|\\/.test(name))).toEqual([]);
    expect(await readFile(path.join(parent, 'site/.kawaraban-site'), 'utf8')).not.toContain('at /');
  });

  test('a list of our files that names others deletes none of them', async () => {
    const list = [
      'head',
      '../thesis.txt',
      'a/../../thesis.txt',
      path.join(parent, 'thesis.txt'),
      './../thesis.txt',
    ];
    await writeFile(path.join(parent, 'site/.kawaraban-site'), list.join('\n'));
    expect((await publish(siteWith([]))).foreign).toEqual([]);
    expect(await readFile(path.join(parent, 'thesis.txt'), 'utf8')).toBe('mine');
  });

  test('a link in the place of a file is never followed', async () => {
    const site = siteWith(['/ours', '/theirs']);
    await symlink('../thesis.txt', path.join(parent, 'site/.kawaraban-site.tmp'));
    await publish(siteWith(['/ours']));
    await rm(path.join(parent, 'site/ours/index.html'));
    await symlink('../../thesis.txt', path.join(parent, 'site/ours/index.html'));
    await mkdir(path.join(parent, 'site/theirs'));
    await symlink('../../new.txt', path.join(parent, 'site/theirs/index.html'));
    expect((await publish(site)).foreign).toEqual(['theirs/index.html']);
    expect(await readFile(path.join(parent, 'thesis.txt'), 'utf8')).toBe('mine');
    expect(await outside()).toEqual(['site', 'thesis.txt']);
    expect((await lstat(path.join(parent, 'site/ours/index.html'))).isFile()).toBe(true);
    expect((await lstat(path.join(parent, 'site/theirs/index.html'))).isSymbolicLink()).toBe(true);
  });

  test('a list that is a link is refused, and the file behind it stays', async () => {
    await symlink('../thesis.txt', path.join(parent, 'site/.kawaraban-site'));
    await expect(publish(siteWith([]))).rejects.toThrow('.kawaraban-site is a symbolic link');
    expect(await readFile(path.join(parent, 'thesis.txt'), 'utf8')).toBe('mine');
  });

  test('a link in the place of a folder is refused: nothing is written or deleted behind it', async () => {
    const site = siteWith(['/topics/ma']);
    await publish(site);
    await rename(path.join(parent, 'site/topics'), path.join(parent, 'topics'));
    await symlink('../topics', path.join(parent, 'site/topics'));
    const refusal = `${path.join(parent, 'site/topics')} is a symbolic link and may lead out of ${path.join(parent, 'site')}; delete the link`;
    await expect(publish(siteWith(['/topics/new']))).rejects.toThrow(refusal);
    await expect(publish(siteWith([]))).rejects.toThrow(refusal);
    expect(await readdir(path.join(parent, 'topics'), { recursive: true })).toEqual(['ma', 'ma/index.html']);
  });

  test('the folder of the site itself may be a link', async () => {
    await rename(path.join(parent, 'site'), path.join(parent, 'disk'));
    await symlink('disk', path.join(parent, 'site'));
    await publish(siteWith(['/topics/ma']));
    expect(await readdir(path.join(parent, 'disk/topics'))).toEqual(['ma']);
  });

  test.each(['../thesis', '../../2026-11', '2026-11/../../thesis', '/etc/passwd', '2026-11\0', ''])(
    'the shelf of archives has no month %j',
    async (month) => {
      await writeFile(path.join(parent, 'thesis.json'), JSON.stringify({ atom: 'mine' }));
      expect(
        await createArchiveShelf(path.join(parent, 'site'))
          .read(month)
          .catch(() => undefined),
      ).toBeUndefined();
    },
  );
});
