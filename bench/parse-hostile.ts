import { spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createFeedParser } from '../src/read/feed-parser.ts';
import { parseFeed } from '../src/read/parse-feed.ts';
import { AFTER, BEFORE, HOSTILE_DOCUMENTS } from '../test/read/support/hostile-documents.ts';

/**
 * `node bench/parse-hostile.ts` prints a table of time and memory, and fails if a document exceeds the limits below;
 * each document is read in a process of its own. `node bench/parse-hostile.ts NAME` reads one document and prints its
 * figures as JSON. `node bench/parse-hostile.ts --each` reads all documents in one process and prints the figures of
 * each as a JSON line. `node bench/parse-hostile.ts --gaps` reads the first part of each document on the main thread
 * and in the parser's thread, and prints the longest time for which the main thread stops.
 */

/** Limits far above the parser's own limits, so that a busy machine passes. */
const CPU_LIMIT_MS = 10_000;
const MEMORY_LIMIT_MB = 800;

type HostileFigures = {
  readonly name: string;
  readonly bytes: number;
  readonly ms: number;
  readonly cpuMs: number;
  /** Peak memory of the process before the document was read, in MB. `mb` is the peak after it was read. */
  readonly mbBefore: number;
  readonly mb: number;
  readonly outcome: string;
  readonly items: number;
  readonly keptBefore: boolean;
  readonly keptAfter: boolean;
  readonly isPolluted: boolean;
  readonly leaks: boolean;
};

const peakMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

const measure = async (name: string): Promise<HostileFigures> => {
  const document = HOSTILE_DOCUMENTS.find((one) => one.name === name);
  if (document === undefined) throw new Error(`No hostile document is called "${name}"`);
  const bytes = document.make();
  const mbBefore = peakMb();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const result = await parseFeed(bytes, { url: 'https://news.example.jp/rss.xml' });
  const ms = Math.round(performance.now() - start);
  const { user, system } = process.cpuUsage(cpu);
  const items = result.kind === 'parsed' ? result.items : [];
  const titles = new Set(items.map(({ title }) => title));
  return {
    name,
    bytes: bytes.byteLength,
    ms,
    cpuMs: Math.round((user + system) / 1000),
    mbBefore,
    mb: peakMb(),
    outcome: result.kind === 'parsed' ? result.kind : result.reason,
    items: items.length,
    keptBefore: titles.has(BEFORE),
    keptAfter: titles.has(AFTER),
    isPolluted: 'polluted' in {},
    leaks: JSON.stringify(items.slice(0, 100)).includes('root:'),
  };
};

const inOwnProcess = (name: string): HostileFigures => {
  const script = fileURLToPath(import.meta.url);
  const { stdout, stderr } = spawnSync(process.execPath, [script, name], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (stdout === '') throw new Error(`${name}: ${stderr === '' ? 'did not end within a minute' : stderr}`);
  return JSON.parse(stdout);
};

const printTable = (): void => {
  console.log('| document | KB | ms | MB | outcome | items | good one before | after |');
  console.log('|---|---:|---:|---:|---|---:|---|---|');
  for (const { name } of HOSTILE_DOCUMENTS) {
    const figures = inOwnProcess(name);
    if (figures.cpuMs > CPU_LIMIT_MS || figures.mb > MEMORY_LIMIT_MB) process.exitCode = 1;
    const kept = (is: boolean): string => (is ? 'kept' : 'lost');
    console.log(
      `| ${name} | ${Math.round(figures.bytes / 1024)} | ${figures.ms} | ${figures.mb} | ${figures.outcome} | ${figures.items} | ${kept(figures.keptBefore)} | ${kept(figures.keptAfter)} |`,
    );
  }
};

/** Numbers of bytes that `--gaps` reads from the start of each document. */
const CUTS = [16_000, 32_000, 64_000, 256_000, 1_000_000];

/** Resolves to the longest time between two turns of the event loop during the work, in milliseconds. */
const longestGapMs = async (work: () => Promise<unknown>): Promise<number> => {
  let [longest, last] = [0, performance.now()];
  const turn = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const turns = setInterval(turn, 1);
  await work();
  await setTimeout(2);
  turn();
  clearInterval(turns);
  return longest;
};

const printGaps = async (): Promise<void> => {
  const options = { url: 'https://news.example.jp/rss.xml' };
  const parser = createFeedParser();
  await Promise.all([parseFeed(CUT_SHORT, options), parser.parse(CUT_SHORT, options)]);
  console.log('| first bytes | longest gap in place, ms | of | in the thread, ms | of |');
  console.log('|---:|---:|---|---:|---|');
  for (const cut of CUTS) {
    const gaps = { place: { ms: 0, name: '' }, thread: { ms: 0, name: '' } };
    for (const { name, make } of HOSTILE_DOCUMENTS) {
      const bytes = Uint8Array.from(make().subarray(0, cut));
      const place = await longestGapMs(() => parseFeed(bytes, options));
      const thread = await longestGapMs(() => parser.parse(bytes, options));
      if (place > gaps.place.ms) gaps.place = { ms: place, name };
      if (thread > gaps.thread.ms) gaps.thread = { ms: thread, name };
    }
    const { place, thread } = gaps;
    console.log(
      `| ${cut} | ${place.ms.toFixed(0)} | ${place.name} | ${thread.ms.toFixed(0)} | ${thread.name} |`,
    );
  }
  await parser.close();
};

const CUT_SHORT = new TextEncoder().encode('<rss><channel><item><title>a</title></item></channel></rss>');

const [name] = process.argv.slice(2);
if (name === undefined) printTable();
else if (name === '--gaps') await printGaps();
else if (name === '--each')
  for (const one of HOSTILE_DOCUMENTS) console.log(JSON.stringify(await measure(one.name)));
else console.log(JSON.stringify(await measure(name)));
