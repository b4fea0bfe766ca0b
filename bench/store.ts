/**
 * Writes 20 new articles to a store that holds 1k, 10k, 100k and 500k, beside one lowdb file in the same run.
 * `node bench/store.ts [COUNT…]`; each figure comes from a process of its own, the median of three for partitions.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './store-data.ts';
import { type NodeSettings, PLAIN_NODE, THRIFTY_NODE } from './thrifty-node.ts';

const RUNS = 3;
const COUNTS = [1_000, 10_000, 100_000, 500_000];

/** Beyond some 360,000 articles one lowdb file cannot be written at all: its text outgrows the longest string. */
const ONE_FILE_LIMIT = 350_000;

const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : COUNTS;

type Figures = Record<'median' | 'worst' | 'block' | 'rssAtStart' | 'rss' | 'start' | 'startCpu', number>;

const measure = (step: string, folder: string, count: number, node = PLAIN_NODE): Figures => {
  const script = join(import.meta.dirname, 'store-step.ts');
  const out = execFileSync(
    process.execPath,
    ['--max-old-space-size=8192', ...node.flags, script, step, folder, String(count)],
    { encoding: 'utf8', env: { ...process.env, ...node.env } },
  );
  return JSON.parse(out);
};

/** Each run writes to a copy: partitions never change, so that links are enough. */
const measureCopies = (folder: string, count: number, node: NodeSettings, hasIndex = true): Figures => {
  const runs = Array.from({ length: RUNS }, () => {
    const copy = `${folder}-copy`;
    execFileSync('cp', ['-al', folder, copy]);
    if (!hasIndex) rmSync(join(copy, 'index.bin'), { force: true });
    const figures = measure('partitions', copy, count, node);
    rmSync(copy, { recursive: true });
    return figures;
  });
  const middle = (name: keyof Figures): number => median(runs.map((figures) => figures[name]));
  return {
    median: middle('median'),
    worst: Math.max(...runs.map(({ worst }) => worst)),
    block: middle('block'),
    rssAtStart: middle('rssAtStart'),
    rss: middle('rss'),
    start: middle('start'),
    startCpu: middle('startCpu'),
  };
};

const print = (count: number, store: string, figures: Figures): void => {
  const { median: usual, worst, block, rssAtStart, rss, start, startCpu } = figures;
  const cells = [count, store, usual.toFixed(1), worst.toFixed(0), block.toFixed(1), rssAtStart, rss];
  console.log(`| ${[...cells, start.toFixed(0), startCpu.toFixed(0)].join(' | ')} |`);
};

console.log(
  '| stored | store | write ms: median | worst | block ms | RSS MB at start | after writes | start ms | CPU ms |',
);
console.log('|--|--|--|--|--|--|--|--|--|');
for (const count of counts) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-store-'));
  try {
    measure('fill', folder, count, THRIFTY_NODE);
    print(count, 'partitions', measureCopies(folder, count, PLAIN_NODE));
    print(count, 'partitions, thrifty Node', measureCopies(folder, count, THRIFTY_NODE));
    print(count, 'the same, no index yet', measureCopies(folder, count, THRIFTY_NODE, false));
    if (count > ONE_FILE_LIMIT) continue;
    measure('fill-one-file', folder, count);
    print(count, 'one lowdb file', measure('one-file', folder, count));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
