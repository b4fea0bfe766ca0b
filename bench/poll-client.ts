import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { Feed } from 'feed';
import { LowSync } from 'lowdb';
import { JSONFileSync } from 'lowdb/node';
import PQueue from 'p-queue';
import Parser from 'rss-parser';

/**
 * A whole process that polls the URLs of a file once: `node poll-client.ts limit|naive URLS STATE`. The file STATE has
 * the values that the next process needs.
 */
const [, , client = '', urlsFile = '', stateFile = ''] = process.argv;
const CONCURRENCY = 50;

/** Polls with the least work that a poll needs: sends conditional requests, and discards the answers as they arrive. */
const limit = async (urls: readonly string[]): Promise<void> => {
  const etags: Record<string, string> = existsSync(stateFile)
    ? JSON.parse(readFileSync(stateFile, 'utf8'))
    : {};
  const agent = new Agent({ maxSockets: CONCURRENCY });
  await pollAll(
    urls,
    (url) =>
      new Promise<void>((resolve, reject) => {
        const etag = etags[url];
        const headers = {
          'accept-encoding': 'gzip',
          ...(etag === undefined ? {} : { 'if-none-match': etag }),
        };
        get(url, { agent, headers }, (answer) => {
          if (answer.statusCode === 200 && answer.headers.etag !== undefined)
            etags[url] = answer.headers.etag;
          answer.on('end', resolve).on('error', reject).resume();
        }).on('error', reject);
      }),
  );
  writeFileSync(stateFile, JSON.stringify(etags));
};

type NaiveItem = {
  readonly id: string;
  readonly title: string;
  readonly link: string;
  readonly date: string;
  readonly text: string;
};

/**
 * Polls as a simple client does: rss-parser reads each feed, one lowdb file holds all items, and the newest items
 * become a feed.
 */
const naive = async (urls: readonly string[]): Promise<void> => {
  const parser = new Parser();
  const db = new LowSync<Record<string, NaiveItem>>(new JSONFileSync(stateFile), {});
  db.read();
  await pollAll(urls, async (url) => {
    for (const { guid, link = '', title = '', isoDate = '', contentSnippet = '' } of (
      await parser.parseURL(url)
    ).items)
      db.data[guid ?? link] ??= { id: guid ?? link, title, link, date: isoDate, text: contentSnippet };
  });
  db.write();
  const feed = new Feed({ id: 'urn:naive', title: 'Naive', copyright: '' });
  const newest = Object.values(db.data).toSorted((a, b) => (a.date < b.date ? 1 : -1));
  for (const { id, title, link, date, text } of newest.slice(0, 200))
    feed.addItem({ id, title, link, date: new Date(date), description: text });
  writeFileSync(`${stateFile}.rss`, feed.rss2());
};

const pollAll = async (urls: readonly string[], poll: (url: string) => Promise<void>): Promise<void> => {
  const queue = new PQueue({ concurrency: CONCURRENCY });
  await queue.addAll(urls.map((url) => () => poll(url)));
};

const urls: readonly string[] = JSON.parse(readFileSync(urlsFile, 'utf8'));
await (client === 'limit' ? limit(urls) : naive(urls));
