import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
