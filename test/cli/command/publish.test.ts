import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OutletsServer, rssOf, serveOutlets } from '../../support/outlets-server.ts';
import { ownLinks } from '../../support/own-links.ts';
import { type Installation, install } from '../../support/product.ts';
import { kawarabanHere } from '../../support/run-here.ts';

const itemAt = (minutes: number, title: string) => ({
  title,
  link: `https://outlet.example/articles/${1000 + minutes}`,
  published: Temporal.Now.instant().subtract({ minutes }),
});
const FIRST = itemAt(9, 'トヨタ自動車、通期の業績予想を上方修正');
const SECOND = itemAt(5, '架空電機、新工場を稼働');

let outlets: OutletsServer;
let at: Installation;
let site: string;
beforeAll(async () => {
  outlets = await serveOutlets([['feed', { body: rssOf('Outlet', [FIRST]) }]]);
  at = await install([{ id: 'outlet', url: `${outlets.url}/feed` }]);
  const main = path.join(at.config, 'kawaraban.yaml');
  const text = await readFile(main, 'utf8');
  await writeFile(main, text.replace(/url: .*/, 'url: https://kawaraban.example/news'));
  await kawarabanHere(at, 'poll');
  site = path.join(at.folder, 'site');
});
afterAll(async () => {
  await outlets.close();
  await at.remove();
});

const published = async (...words: readonly string[]) => {
  const { out, status } = await kawarabanHere(at, 'publish', site, '--json', ...words);
  return { ...JSON.parse(out), status };
};
const read = (name: string): Promise<string> => readFile(path.join(site, name), 'utf8');
const files = async (): Promise<readonly string[]> => {
  const all = await readdir(site, { recursive: true, withFileTypes: true });
  return all
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(site, path.join(entry.parentPath, entry.name)));
};

describe('publish', () => {
  test('writes every page and feed, under addresses that lead to files', async () => {
    expect(await published()).toMatchObject({ removed: 0, foreign: [], status: 0 });
    const names = await files();
    expect(names).toEqual(
      expect.arrayContaining(
        ['index.html', 'feed.rss', 'feed.atom', 'feed.json', 'sources.opml', 'robots.txt'].concat(
          [
            'companies/7203/index.html',
            'companies/7203.atom',
            'languages/ja.json',
            'outlets/outlet-outlet.rss',
          ],
          ['style.css', 'status/index.html', 'status.json', 'favicon.ico'],
        ),
      ),
    );
    expect(names.filter((name) => /^archive\/\d{4}-\d\d\.atom$/.test(name))).toHaveLength(1);
    // Older pages of a view are written when they are asked for: a folder cannot.
    expect(await read('companies/7203.atom')).not.toContain('rel="next"');
    const settings = { title: '', description: '', url: 'https://kawaraban.example/news', authority: '' };
    for (const name of names.filter((one) => one.endsWith('.html'))) {
      const page = await read(name);
      expect(page).not.toContain('<form');
      for (const link of ownLinks(page, settings)) {
        const file = decodeURIComponent(link).slice(1);
        expect(
          [file, path.join(file, 'index.html')].some((one) => names.includes(one)),
          `${name}: ${link}`,
        ).toBe(true);
      }
    }
    expect(await read('feed.atom')).toContain(
      '<link rel="self" type="application/atom+xml" href="https://kawaraban.example/news/feed.atom"/>',
    );
  });

  test('writes what is new and nothing else', async () => {
    const untouched = await read('companies/7203.atom');
    outlets.pages.set('feed', { body: rssOf('Outlet', [SECOND, FIRST]) });
    await kawarabanHere(at, 'poll', '--all');
    const { files: count, written } = await published();
    expect(written).toBeGreaterThan(3);
    expect(written).toBeLessThan(count);
    expect(await read('feed.rss')).toContain(SECOND.title);
    expect(await read('companies/7203.atom')).toBe(untouched);
  });

  test('says which file is not ours, and leaves it', async () => {
    await kawarabanHere(at, 'publish', site);
    await writeFile(path.join(site, '.kawaraban-site'), 'head\n');
    const { status, err } = await kawarabanHere(at, 'publish', site);
    expect(status).toBe(1);
    expect(err).toContain(
      'feed.rss was not written by kawaraban: it stays, and nothing was removed. Move it away',
    );
  });

  test('takes its progress bar away before it says what failed', async () => {
    const broken = path.join(at.folder, 'broken');
    await kawarabanHere(at, 'publish', broken);
    await rm(path.join(broken, 'topics'), { recursive: true });
    await writeFile(path.join(broken, 'topics'), 'a file where a folder belongs');
    const { isTTY } = process.stderr;
    process.stderr.isTTY = true;
    const { status, err } = await kawarabanHere(at, 'publish', broken);
    process.stderr.isTTY = isTTY;
    expect(status).toBe(1);
    expect(err).toContain(`\r\u001b[KThe site in ${broken} is not up to date: `);
    expect(err.split('\r\u001b[K').at(-2)).toMatch(/ \d+ of \d+$/);
    expect(err).toContain(
      'A file is in the place of a folder, or a folder in the place of a file: move it away',
    );
  });

  test('refuses a folder with other files, and one that is a file, with what to do', async () => {
    const other = path.join(at.folder, 'other');
    await mkdir(other);
    await writeFile(path.join(other, 'thesis.txt'), 'mine');
    const foreign = await kawarabanHere(at, 'publish', other);
    expect([foreign.status, foreign.err]).toEqual([1, expect.stringContaining('name an empty folder')]);
    const file = await kawarabanHere(at, 'publish', path.join(other, 'thesis.txt'));
    expect([file.status, file.err]).toEqual([
      1,
      expect.stringContaining('move it away, or name another folder'),
    ]);
  });
});
