import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createFeedParser } from '../../src/read/feed-parser.ts';

const OPTIONS = { url: 'https://news.example.jp/feed.xml' };
const FEED = new TextEncoder().encode(
  '<rss><channel><title>見本</title><item><title>a</title><link>/a</link></item></channel></rss>',
);

test('documents are read in their order, and a parser is closed when the last of them is read', async () => {
  const parser = createFeedParser();
  const done: string[] = [];
  const reads = ['first', 'second'].map((name) =>
    parser.parse(FEED, OPTIONS).then(({ kind }) => done.push(`${name} ${kind}`)),
  );
  await parser.close();
  expect(done).toEqual(['first parsed', 'second parsed']);
  await Promise.all(reads);
});

test('after a rest in which its thread has ended, a parser reads on', async () => {
  const ends = vi.spyOn(Worker.prototype, 'terminate');
  onTestFinished(() => ends.mockRestore());
  const parser = createFeedParser(2000, 1);
  onTestFinished(() => parser.close());
  expect((await parser.parse(FEED, OPTIONS)).kind).toBe('parsed');
  await expect.poll(() => ends.mock.settledResults.filter(({ type }) => type === 'fulfilled').length).toBe(1);
  expect((await parser.parse(FEED, OPTIONS)).kind).toBe('parsed');
});
