import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { rssOf } from '../support/outlets-server.ts';
import { type Installation, install } from '../support/product.ts';
import { kawarabanHere } from '../support/run-here.ts';
import { type SiteServer, serveSite } from '../support/site-server.ts';

let at: Installation;
let site: SiteServer;
afterEach(async () => {
  await site.close();
  await at.remove();
});

const FEED = rssOf('架空新聞', [{ title: '架空電機、新工場を稼働', link: 'https://kaku.example/1' }]);

const listOf = (outlines: readonly string[]): string =>
  `<opml version="2.0"><body><outline text="ECONOMY">${outlines.join('')}</outline></body></opml>`;
const outline = (url: string, text = ''): string => `<outline type="rss" text="${text}" xmlUrl="${url}"/>`;

const importList = async (outlines: readonly string[], ...words: readonly string[]) => {
  const file = path.join(at.folder, 'list.opml');
  await writeFile(file, listOf(outlines));
  return kawarabanHere(at, 'import', file, ...words);
};

const sources = () => readFile(path.join(at.config, 'sources.yaml'), 'utf8');

describe('import', () => {
  test('fills an empty list', async () => {
    site = await serveSite({ '/a.xml': { body: FEED } });
    at = await install([]);
    await writeFile(path.join(at.config, 'sources.yaml'), 'sources: []\n');
    expect(await importList([outline(`${site.url}/a.xml`, 'Feed')])).toMatchObject({ status: 0 });
    expect((await kawarabanHere(at, 'check')).out).toMatch(/^Config OK \(.*\): 1 source,/m);
  });

  test('adds nothing from a list that was cut short, or from a folder, and says why', async () => {
    site = await serveSite({ '/a.xml': { body: FEED } });
    at = await install([{ id: 'known', url: 'https://known.example/' }]);
    const before = await sources();
    const file = path.join(at.folder, 'cut.opml');
    const whole = listOf([outline(`${site.url}/a.xml`), outline(`${site.url}/b.xml`)]);
    for (const length of [whole.length - 1, whole.indexOf('/b.xml'), whole.indexOf('</outline>')]) {
      await writeFile(file, whole.slice(0, length));
      expect(await kawarabanHere(at, 'import', file)).toEqual({
        ...{ status: 1, out: '' },
        err: `${file} cannot be imported: the file ends before </opml>, so feeds may be missing. Export the feeds from your reader as OPML.\n`,
      });
    }
    expect(await kawarabanHere(at, 'import', at.folder)).toEqual({
      ...{ status: 1, out: '' },
      err: `${at.folder} is a folder. Name a file.\n`,
    });
    expect(await sources()).toBe(before);
  });

  test('adds what answers, keeps what does not as disabled, and names each that is left out', async () => {
    site = await serveSite({
      '/a.xml': { body: FEED },
      '/moved': { status: 301, headers: { location: '/a.xml' } },
      '/page': { headers: { 'content-type': 'text/html' }, body: '<html><title>x</title></html>' },
      '/known': { body: FEED },
    });
    at = await install([{ id: 'known', url: `${site.url}/known` }]);
    const before = await sources();
    const list = ['/a.xml', '/a.xml/', '/moved', '/dead', '/page', '/known'].map((path, n) =>
      outline(site.url + path, `Feed ${n}`),
    );
    const { status, out, err } = await importList([
      ...list,
      outline('javascript:alert(1)', 'Odd'),
      outline('https://u:p@secret.example/', 'Secret'),
    ]);
    expect(status).toBe(1);
    expect(out).toContain(
      '8 feeds: 1 added, 2 added with enabled: false, because no usable feed was found, 1 already in the config, 2 duplicates in the list, 2 left out.',
    );
    expect(err).toMatch(/\/dead: the server answered 404.*; added as feed-3 with enabled: false/);
    expect(err).toContain('javascript:alert(1): it is not a web address; left out');
    expect(err).toContain('secret.example/: its address contains a user name or password');
    expect(err).not.toContain('u:p@');
    const text = await sources();
    expect(text).toMatch(/- id: feed-0\n +outlet: Feed 0\n/);
    expect(text.match(/^ +topics: \[macro\]$/gm)).toHaveLength(3);
    expect(text.startsWith(before)).toBe(true);
    expect((await kawarabanHere(at, 'check')).out).toMatch(/^Config OK \(.*\): 4 sources/m);
    const again = await importList(list);
    expect(again.out).toContain('6 feeds: 0 added, 6 already in the config');
    expect(await sources()).toBe(text);
  });

  test('takes hundreds of feeds in one step, in the order of the list', async () => {
    const paths = Array.from({ length: 300 }, (_, n) => `/section-${n}/rss`);
    site = await serveSite(Object.fromEntries(paths.map((path) => [path, { body: FEED }])));
    at = await install([{ id: 'known', url: 'https://known.example/' }]);
    const { status, out } = await importList(paths.map((path) => outline(site.url + path)));
    expect({ status, out }).toMatchObject({
      status: 0,
      out: expect.stringContaining('300 feeds: 300 added. Written to'),
    });
    const written = [...(await sources()).matchAll(/\[(http:[^\]]+)\]/g)].map(([, url]) =>
      url?.slice(site.url.length),
    );
    expect(written).toEqual(paths);
    expect((await kawarabanHere(at, 'check')).out).toMatch(/^Config OK \(.*\): 301 sources/m);
  });

  test('says of a file that is no list what to do', async () => {
    site = await serveSite({});
    at = await install([{ id: 'known', url: `${site.url}/known` }]);
    const file = path.join(at.folder, 'list.opml');
    await writeFile(file, 'hello');
    expect(await kawarabanHere(at, 'import', file)).toMatchObject({
      status: 1,
      err: expect.stringContaining('it is not OPML'),
    });
    expect(await kawarabanHere(at, 'import', `${file}.gone`)).toMatchObject({
      status: 1,
      err: `The file ${file}.gone does not exist. Name another file.\n`,
    });
    expect(await kawarabanHere(at, 'import', '/dev/zero')).toMatchObject({
      status: 1,
      err: '/dev/zero is larger than 100 MB. Name another file, or divide this one.\n',
    });
  });
});

describe('export', () => {
  test('prints what import reads', async () => {
    site = await serveSite({ '/a': { body: FEED }, '/b': { body: FEED } });
    at = await install([
      { id: 'a', url: `${site.url}/a` },
      { id: 'b', url: `${site.url}/b`, language: 'en' },
    ]);
    const { status, out } = await kawarabanHere(at, 'export');
    expect(status).toBe(0);
    const file = path.join(at.folder, 'ours.opml');
    await writeFile(file, out);
    const other = await install([{ id: 'other', url: 'https://other.example/' }]);
    expect((await kawarabanHere(other, 'import', file)).out).toContain('2 feeds: 2 added.');
    const text = await readFile(path.join(other.config, 'sources.yaml'), 'utf8');
    expect(Array.from(text.matchAll(/outlet: (.*)/g), ([, name]) => name)).toContain('Outlet a');
    await other.remove();
  });
});
