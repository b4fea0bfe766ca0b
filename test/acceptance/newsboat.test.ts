import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled } from '../support/debian.ts';
import { type FeedItem, type OutletsServer, rssOf, serveOutlets } from '../support/outlets-server.ts';
import { type Daemon, type Installation, install, kawaraban, startDaemon } from '../support/product.ts';

type ReaderItem = {
  readonly guid: string;
  readonly title: string;
  readonly unread: number;
  readonly feedurl: string;
};

const TITLES = [
  '架空電機、R&D費を 3 割増へ',
  'PER < 15 の銘柄が「割安」＜特集＞',
  'Kaku Motor <Mobile> Q3: R&D up, 1 < 2',
  '㈱髙﨑商店①、𠮷野で新店 🏪',
];

const now = Temporal.Now.instant();
const itemsFrom = (first: number): readonly FeedItem[] =>
  TITLES.map((title, index) => ({
    title,
    link: `https://outlet.example/articles/${first + index}`,
    guid: `g-${first + index}`,
    published: now.subtract({ minutes: 10 + index }),
    description: `<p>${title.replace(/&/g, '&amp;').replace(/</g, '&lt;')}の本文。</p>`,
  }));

describe.skipIf(!isInstalled('newsboat', 'newsboat'))('newsboat, subscribed to the feed', () => {
  let outlets: OutletsServer;
  let at: Installation;
  let reader: string;
  let daemon: Daemon;

  const reload = (): void => {
    execFileSync('newsboat', ['-u', 'urls', '-c', 'cache.db', '-C', 'config', '-x', 'reload'], {
      cwd: reader,
    });
  };
  const itemsOf = (format: 'rss' | 'atom'): readonly ReaderItem[] => {
    const cache = new DatabaseSync(path.join(reader, 'cache.db'), { readOnly: true });
    const rows = cache
      .prepare('SELECT guid, title, unread, feedurl FROM rss_item WHERE feedurl LIKE ? ORDER BY guid')
      .all(`%.${format}`) as ReaderItem[];
    cache.close();
    return rows;
  };
  const markAllRead = (): void => {
    const cache = new DatabaseSync(path.join(reader, 'cache.db'));
    cache.exec('UPDATE rss_item SET unread = 0');
    cache.close();
  };

  /** A reader knows a feed by its address, so the next start listens where the first did. */
  const keepPort = async (url: string): Promise<void> => {
    const file = path.join(at.config, 'kawaraban.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('port: 0', `port: ${URL.parse(url)?.port}`));
  };

  beforeAll(async () => {
    outlets = await serveOutlets([['feed', { body: rssOf('Outlet', itemsFrom(1)) }]]);
    at = await install([{ id: 'outlet', url: `${outlets.url}/feed` }]);
    reader = await mkdtemp(path.join(tmpdir(), 'newsboat-'));
    daemon = await startDaemon(at);
    await daemon.event(({ event }) => event === 'source.polled');
    await writeFile(path.join(reader, 'urls'), `${daemon.url}/feed.rss\n`);
    await writeFile(path.join(reader, 'config'), '');
  });
  afterAll(async () => {
    await daemon?.kill('SIGTERM');
    await outlets?.close();
    await at?.remove();
    await rm(reader, { recursive: true, force: true });
  });

  test('lists the same entries with right titles from RSS and from Atom, and none of them again after a restart and another poll', async () => {
    reload();
    const rss = itemsOf('rss');
    expect(rss.map(({ title }) => title).toSorted()).toEqual(TITLES.toSorted());
    expect(rss.map(({ guid }) => guid).every((guid) => guid.startsWith('tag:kawaraban.example,2026:'))).toBe(
      true,
    );

    // An item belongs to one feed in this reader, so the other format gets a cache of its own.
    await rm(path.join(reader, 'cache.db'));
    await writeFile(path.join(reader, 'urls'), `${daemon.url}/feed.atom\n`);
    reload();
    expect(itemsOf('atom').map(({ guid, title }) => ({ guid, title }))).toEqual(
      rss.map(({ guid, title }) => ({ guid, title })),
    );
    markAllRead();

    await daemon.kill('SIGTERM');
    const fresh = { ...itemsFrom(100)[0], title: '翌日の決算' } as FeedItem;
    outlets.pages.set('feed', { body: rssOf('Outlet', [fresh, ...itemsFrom(1)]) });
    await keepPort(daemon.url);
    expect((await kawaraban(at, 'poll', '--all')).out).toContain('1 new of 5');
    daemon = await startDaemon(at);
    reload();
    expect(itemsOf('atom').filter(({ unread }) => unread === 1)).toMatchObject([{ title: '翌日の決算' }]);
    expect(itemsOf('atom')).toHaveLength(TITLES.length + 1);
  });

  test('takes a search by the address that its user wrote, in Japanese', async () => {
    await rm(path.join(reader, 'cache.db'));
    await writeFile(path.join(reader, 'urls'), `${daemon.url}/search.atom?q=翌日の決算\n`);
    reload();
    const cache = new DatabaseSync(path.join(reader, 'cache.db'), { readOnly: true });
    expect(cache.prepare('SELECT title FROM rss_item').all()).toMatchObject([{ title: '翌日の決算' }]);
    cache.close();
  });
});
