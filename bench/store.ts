/**
 * Measures stores of COUNT stories (by default 26,000, 100,000 and 500,000): their start, and writes of 20 new stories.
 * Usage: `node bench/store.ts [--beside CHECKOUT] [COUNT…]`. Also measures the store of CHECKOUT, a rebuild of the
 * index, and one lowdb file unless the file would be too long.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from './store-data.ts';
import { THRIFTY_NODE } from './thrifty-node.ts';

const RUNS = 3;

/** Number of stories that one run of the step `store` adds. */
const NEW_STORIES = 3000;

const COUNTS = [26_000, 100_000, 500_000];

/** Maximum number of stories in one lowdb file, which is written as one string; the length of a string is limited. */
const ONE_FILE_LIMIT = 200_000;

const { values, positionals } = parseArgs({
  options: { beside: { type: 'string' } },
  allowPositionals: true,
});
const counts = positionals.length > 0 ? positionals.map(Number) : COUNTS;

type Figures = Record<'median' | 'worst' | 'block' | 'rssAtStart' | 'rss' | 'start' | 'startCpu', number>;

/** A store to measure, and the folder of its code. */
type Subject = { readonly name: string; readonly checkout: string };

const subjects: readonly Subject[] = [
  { name: 'this store', checkout: resolve(import.meta.dirname, '..') },
  ...(values.beside === undefined ? [] : [{ name: 'the one beside it', checkout: resolve(values.beside) }]),
];

const run = ({ checkout }: Subject, step: string, folder: string, count: number): Partial<Figures> => {
  const script = join(checkout, 'bench/store-step.ts');
  const out = execFileSync(
    process.execPath,
    ['--max-old-space-size=8192', ...THRIFTY_NODE.flags, script, step, folder, String(count)],
    { encoding: 'utf8', env: { ...process.env, ...THRIFTY_NODE.env } },
  );
  return JSON.parse(out);
};

const bytesOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);

const kilobytes = (folder: string, count: number): string => (bytesOf(folder) / count / 1000).toFixed(2);

const print = (count: number, store: string, runs: readonly Partial<Figures>[], disk: string): void => {
  const middle = (name: keyof Figures, digits = 0): string =>
    median(runs.map((figures) => figures[name] ?? Number.NaN)).toFixed(digits);
  const cells = [count, store, middle('startCpu'), middle('start'), middle('rssAtStart'), middle('rss')];
  const writes = [middle('median', 1), Math.max(...runs.map(({ worst = 0 }) => worst)).toFixed(0)];
  console.log(`| ${[...cells, ...writes, middle('block', 1), disk].join(' | ')} |`);
};

console.log(
  '| stored | store | start CPU ms | ms | RSS MB at start | after writes | write ms: median | worst | longest turn ms | kB a story |',
);
console.log('|--|--|--|--|--|--|--|--|--|--|');
for (const count of counts) {
  const homes = subjects.map((subject) => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-store-'));
    run(subject, 'fill', folder, count);
    return { subject, folder, disk: kilobytes(folder, count), runs: [] as Partial<Figures>[] };
  });
  try {
    for (let n = 0; n < RUNS; n += 1) {
      for (const { subject, folder, runs } of homes)
        runs.push(run(subject, 'store', folder, count + n * NEW_STORIES));
    }
    for (const { subject, runs, disk } of homes) print(count, subject.name, runs, disk);
    const [own] = homes;
    if (own === undefined) continue;
    rmSync(join(own.folder, 'index'), { recursive: true });
    print(count, 'its index made anew', [run(own.subject, 'rebuild', own.folder, count)], own.disk);
    if (count > ONE_FILE_LIMIT) continue;
    const file = mkdtempSync(join(tmpdir(), 'bench-store-'));
    run(own.subject, 'fill-one-file', file, count);
    print(count, 'one lowdb file', [run(own.subject, 'one-file', file, count)], kilobytes(file, count));
    rmSync(file, { recursive: true });
  } finally {
    for (const { folder } of homes) rmSync(folder, { recursive: true });
  }
}
