import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { createFeedParser } from '../../src/read/feed-parser.ts';
import { parseFeed } from '../../src/read/parse-feed.ts';

const OPTIONS = { url: 'https://news.example.jp/feed.xml' };

const feedOf = (items: number, body: string): Uint8Array =>
  new TextEncoder().encode(
    `<rss><channel><title>見本</title>${Array.from(
      { length: items },
      (_, index) =>
        `<item><title>${index}</title><link>/${index}</link><pubDate>Fri, 20 Nov 2026 18:30:00 +0900</pubDate><description>${body}</description></item>`,
    ).join('')}</channel></rss>`,
  );

const LARGE = feedOf(1200, 'a'.repeat(1000));
const SMALL = feedOf(2, 'a');

describe('a document is read in a thread', () => {
  const parser = createFeedParser();
  afterEach(() => parser.close());

  test('it comes to the same as in place', async () => {
    expect(await parser.parse(LARGE, OPTIONS)).toEqual(await parseFeed(LARGE, OPTIONS));
  });

  test('several at once are each answered, and the parser can be used after it was closed', async () => {
    const results = await Promise.all([LARGE, SMALL, LARGE].map((bytes) => parser.parse(bytes, OPTIONS)));
    expect(results.map((result) => (result.kind === 'parsed' ? result.items.length : result))).toEqual([
      1200, 2, 1200,
    ]);
  });

  test('where a document has more new items than are wanted, the first ones are given and the others named', async () => {
    const result = await parser.parse(LARGE, { ...OPTIONS, most: 500 });
    expect(result).toEqual(await parseFeed(LARGE, { ...OPTIONS, most: 500 }));
    if (result.kind !== 'parsed') throw new Error(result.detail);
    expect(result.items.map(({ hash }) => hash)).toEqual(result.hashes.slice(0, 500));
    expect(result.left).toEqual(result.hashes.slice(500));
  });

  test('the process goes on while it reads a small one that takes its time', async () => {
    const hostile = new TextEncoder().encode(`<rss><channel>${'<item><title>a'.repeat(4000)}`);
    await parser.parse(SMALL, OPTIONS);
    let turns = 0;
    const turn = () => {
      turns += 1;
      next = setImmediate(turn);
    };
    let next = setImmediate(turn);
    expect(await parser.parse(hostile, OPTIONS)).toMatchObject({ kind: 'parsed' });
    clearImmediate(next);
    // Read in place, it leaves one turn or two.
    expect(turns).toBeGreaterThan(20);
  });

  test('known items are left out and counted', async () => {
    const first = await parser.parse(LARGE, OPTIONS);
    const hashes = first.kind === 'parsed' ? first.hashes : [];
    const second = await parser.parse(LARGE, { ...OPTIONS, known: new Set(hashes.slice(1)) });
    expect(second).toMatchObject({ kind: 'parsed', known: 1199, hashes, items: [{ title: '0' }] });
  });
});

test('a document that takes too long ends the thread, and the next one is read in a new one', async () => {
  const impatient = createFeedParser(0);
  expect(await impatient.parse(LARGE, OPTIONS)).toMatchObject({ kind: 'unreadable', reason: 'too-slow' });
  await impatient.close();
  const patient = createFeedParser();
  expect(await patient.parse(SMALL, OPTIONS)).toMatchObject({ kind: 'parsed' });
  await patient.close();
});

test('a thread ends that has had nothing to read for a while, and the next document is read in a new one', async () => {
  const threads: Worker[] = [];
  const note = (thread: Worker) => threads.push(thread);
  process.on('worker', note);
  const parser = createFeedParser(undefined, 0);
  expect(await parser.parse(SMALL, OPTIONS)).toMatchObject({ kind: 'parsed' });
  await Promise.all(threads.map((thread) => once(thread, 'exit')));
  expect(await parser.parse(SMALL, OPTIONS)).toMatchObject({ kind: 'parsed' });
  expect(threads).toHaveLength(2);
  await parser.close();
  process.off('worker', note);
});

test('a document whose thread ends midway is unfinished, not called too large or no feed', async () => {
  const threads: Worker[] = [];
  const note = (thread: Worker) => threads.push(thread);
  process.on('worker', note);
  const parser = createFeedParser();
  await parser.parse(SMALL, OPTIONS);
  const result = parser.parse(LARGE, OPTIONS);
  await threads[0]?.terminate();
  expect(await result).toEqual({
    kind: 'unreadable',
    reason: 'unfinished',
    detail: "the parser's thread ended while it read the document",
  });
  expect(await parser.parse(SMALL, OPTIONS)).toMatchObject({ kind: 'parsed' });
  await parser.close();
  process.off('worker', note);
});

test('a document whose thread ends before it can read is unfinished, and the next one is read in a new one', async () => {
  process.once('worker', (thread) => void thread.terminate());
  const parser = createFeedParser();
  expect(await parser.parse(SMALL, OPTIONS)).toEqual({
    kind: 'unreadable',
    reason: 'unfinished',
    detail: 'the parser did not start: its thread ended before it was ready',
  });
  expect(await parser.parse(SMALL, OPTIONS)).toMatchObject({ kind: 'parsed' });
  await parser.close();
});

test('an idle thread does not keep the process alive', () => {
  const module = new URL('../../src/read/feed-parser.ts', import.meta.url);
  const script = `import { createFeedParser } from ${JSON.stringify(module.href)};
    const result = await createFeedParser().parse(new TextEncoder().encode('<rss/>'), { url: 'https://a.example/' });
    console.log(result.kind);`;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    timeout: 60_000,
  });
  expect({ stdout, status }).toEqual({ stdout: 'parsed\n', status: 0 });
});

test('an item that a document repeats waits for no other reading', async () => {
  const twice = new TextEncoder().encode(
    `<rss><channel>${'<item><title>a</title></item>'.repeat(3)}</channel></rss>`,
  );
  expect(await parseFeed(twice, { ...OPTIONS, most: 2 })).toMatchObject({ items: [{}, {}], left: [] });
});

test('items beyond the limit of a document are counted', async () => {
  const many = new TextEncoder().encode(
    `<rss><channel>${'<item><title>a</title></item>'.repeat(10_003)}</channel></rss>`,
  );
  expect(await parseFeed(many, { ...OPTIONS, most: 1 })).toMatchObject({ cut: 3 });
});

describe('an item known by its hash', () => {
  const known = async (bytes: Uint8Array): Promise<readonly string[]> => {
    const result = await parseFeed(bytes, OPTIONS);
    return result.kind === 'parsed' ? result.hashes : [];
  };

  test('keeps its hash when other items come before it', async () => {
    const [first] = await known(feedOf(1, 'a'));
    expect(await known(feedOf(3, 'a'))).toContain(first);
  });

  test('gets another hash when its body changes', async () => {
    expect(await known(feedOf(1, 'a'))).not.toEqual(await known(feedOf(1, 'b')));
  });
});
