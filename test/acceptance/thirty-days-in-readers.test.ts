import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { FeedFormat } from '../../src/site/feed/feed-view.ts';
import { makeConfig } from '../daemon/support/make-config.ts';
import { isInstalled } from '../support/debian.ts';
import { KINDS_OF_HABITS } from '../support/thirty-days/habits.ts';
import { openFolder } from '../support/thirty-days/homes.ts';
import { inventedReport } from '../support/thirty-days/invented-reports.ts';
import { liveThirtyDays } from '../support/thirty-days/run.ts';
import { tokensIn } from '../support/thirty-days/world.ts';

const isEverythingHere = isInstalled('newsboat', 'newsboat') && isInstalled('sfeed_update', 'sfeed');
const ITEMS_A_SOURCE = 6;

// The server that they ask runs in this process.
const run = promisify(execFile);

/** An entry that a reader showed as unread. */
type Unread = {
  readonly reader: string;
  readonly guid: string;
  readonly title: string;
  readonly link: string;
};

test.skipIf(!isEverythingHere)(
  'newsboat and sfeed, subscribed for twenty days, show each entry once',
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'readers-'));
    let bodies: ReadonlyMap<FeedFormat, string> = new Map();
    const server = createServer(({ url = '' }, response) =>
      response.end(bodies.get(url.slice(1) as FeedFormat)),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await writeFile(path.join(folder, 'config'), '');
    await writeFile(path.join(folder, 'urls'), `${base}/atom\n`);
    await writeFile(
      path.join(folder, 'sfeedrc'),
      `sfeedpath="${folder}/sfeed"\nfeeds() {\n\tfeed rss ${base}/rss\n\tfeed atom ${base}/atom\n}\n`,
    );
    const unread: Unread[] = [];
    const rows = new Map<string, number>();

    /** What it calls unread, and then marks as read, as a person does who reads all. */
    const newsboat = async (): Promise<void> => {
      await run('newsboat', ['-u', 'urls', '-c', 'cache.db', '-C', 'config', '-x', 'reload'], {
        cwd: folder,
      });
      const cache = new DatabaseSync(path.join(folder, 'cache.db'));
      const found = cache.prepare('SELECT guid, title, url AS link FROM rss_item WHERE unread = 1').all();
      for (const one of found as Omit<Unread, 'reader'>[]) unread.push({ ...one, reader: 'newsboat' });
      cache.exec('UPDATE rss_item SET unread = 0');
      cache.close();
    };
    /** It keeps a line for each item that it takes for another one. */
    const sfeed = async (): Promise<void> => {
      await run('sfeed_update', [path.join(folder, 'sfeedrc')]);
      for (const name of ['rss', 'atom']) {
        const lines = (await readFile(path.join(folder, 'sfeed', name), 'utf8')).trim().split('\n');
        for (const line of lines) {
          const [, title = '', link = '', , , guid = ''] = line.split('\t');
          const row = `${name} ${guid} ${title} ${link}`;
          if (!rows.has(row)) unread.push({ reader: `sfeed ${name}`, guid, title, link });
          rows.set(row, lines.length);
        }
      }
    };

    const { feed, fetch } = makeConfig();
    const { mistakes, lost } = await liveThirtyDays({
      home: await openFolder(),
      start: Temporal.Instant.from('2026-11-01T00:00:00Z'),
      days: 20,
      atStart: 8,
      reports: Array.from({ length: KINDS_OF_HABITS }, (_, source) => ({
        language: 'ja',
        reports: Array.from({ length: ITEMS_A_SOURCE }, (_, nth) => inventedReport(source, nth)),
      })),
      config: makeConfig({
        feed: { ...feed, entries: 24 },
        fetch: { ...fetch, minIntervalMs: 6 * 3_600_000, perHost: 8 },
      }),
      retentionDays: 8,
      stopEveryDays: 5,
      readEveryHours: 12,
      onRead: async (served) => {
        bodies = served;
        await newsboat();
        await sfeed();
      },
    });
    server.close();
    await rm(folder, { recursive: true });

    expect([mistakes, lost]).toEqual([[], []]);
    for (const reader of ['newsboat', 'sfeed rss', 'sfeed atom']) {
      const shown = unread.filter((one) => one.reader === reader);
      expect(shown.length, reader).toBeGreaterThan(50);
      // sfeed takes another headline for another item: a corrected one, or that of a better outlet.
      const entries = Map.groupBy(shown, ({ guid, title, link }) =>
        reader === 'newsboat' ? guid : `${guid} ${title} ${link}`,
      );
      expect(
        [...entries.values()].filter((times) => times.length > 1),
        reader,
      ).toEqual([]);
      // Nothing comes back under another id.
      const guids = Map.groupBy(shown, ({ link }) => [...tokensIn(link)].join());
      expect(
        [...guids.values()].filter((times) => new Set(times.map(({ guid }) => guid)).size > 1),
        reader,
      ).toEqual([]);
    }
  },
  600_000,
);
