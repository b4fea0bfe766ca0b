/**
 * Measures search over stored stories: `node bench/search.ts [STORIES]`. Makes a store of STORIES stories (by default
 * 100,000), opens the store in another process and searches as the search page does.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isAvailable, readLines } from '../learn/labelled-set.ts';
import { needsOf } from '../src/site/search/needs-of.ts';
import { realConfig } from '../test/domain/tag/real-dictionary.ts';
import { openedStore } from '../test/store/opened-store.ts';
import { fillStore, median, megabytes, storyOf } from './store-data.ts';

const ROUNDS = 20;
const QUESTIONS = [
  '日銀',
  'トヨタ',
  'トヨタの決算',
  '円安',
  '円',
  '日本',
  '半導体 工場',
  'bank of japan',
  'to',
  'toyota',
  '7203',
  '業績予想の上方修正',
];

const now = (): Temporal.Instant => Temporal.Now.instant();

const titles: readonly string[] = isAvailable
  ? readLines('feeds/replay-ja-business.jsonl').map(({ title }) => title)
  : Array.from({ length: 3000 }, (_, n) => storyOf(n).articles[0].title);

const titleOf = (n: number): string => {
  const first = titles[n % titles.length] ?? '';
  const second = titles[(n * 7 + Math.floor(n / titles.length) * 31) % titles.length] ?? '';
  return first.slice(0, Math.ceil(first.length / 2)) + second.slice(Math.ceil(second.length / 2));
};

const fill = async (folder: string, count: number): Promise<void> => {
  const store = await openedStore(folder, { now });
  await fillStore(store, count, (n) => {
    const story = storyOf(n);
    return { ...story, articles: [{ ...story.articles[0], title: titleOf(n) }] };
  });
  await store.close();
};

const measure = async (folder: string): Promise<void> => {
  const store = await openedStore(folder, { now });
  const before = process.memoryUsage.rss();
  const all: number[] = [];
  for (const words of QUESTIONS) {
    const times: number[] = [];
    const query = { words: needsOf(words, realConfig) };
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now();
      await store.stories({ ...query, order: 'best', limit: 60 });
      await store.count(query, 1000);
      times.push(performance.now() - start);
    }
    all.push(...times);
    console.log(
      `${words}: ${await store.count(query, 1_000_000)} found, ${median(times).toFixed(1)} ms, at most ${Math.max(...times).toFixed(1)} ms`,
    );
  }
  const slowest = all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.99)] ?? 0;
  console.log(`${store.health().stories} stories: 99 of 100 questions in ${slowest.toFixed(1)} ms or less`);
  console.log(
    `memory: ${megabytes(process.memoryUsage.rss() - before)} MB more than before the first question`,
  );
  await store.close();
};

const [, , argument = '100000', folder] = process.argv;
if (folder === undefined) {
  const made = await mkdtemp(path.join(tmpdir(), 'bench-search-'));
  try {
    await fill(made, Number(argument));
    // The search runs in a process of its own, so that garbage from the filling is not counted.
    const flags = ['--expose-gc', '--max-semi-space-size=4', '--heap-growing-percent=20'];
    spawnSync(process.execPath, [...flags, import.meta.filename, argument, made], { stdio: 'inherit' });
  } finally {
    await rm(made, { recursive: true });
  }
} else await measure(folder);
