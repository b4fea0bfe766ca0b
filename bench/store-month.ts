/**
 * Simulates thirty days of a store, with 1,000 items and 50 polls a day: `node bench/store-month.ts [RETENTION_DAYS]`.
 * After every second poll, removes what is older than RETENTION_DAYS days (by default 7). Prints the memory and the size
 * of the folder for each day. Exits with 1 if the store differs from the expected content.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateMonth, sizeOf } from '../test/store/simulate-month.ts';
import { median, megabytes } from './store-data.ts';
import { THRIFTY_NODE } from './thrifty-node.ts';

const RETENTION_DAYS = 7;

const { flags, env } = THRIFTY_NODE;
if (process.execArgv.length === 0) {
  const script = [import.meta.filename, ...process.argv.slice(2)];
  const options = { stdio: 'inherit', env: { ...process.env, ...env } } as const;
  process.exit(spawnSync(process.execPath, [...flags, ...script], options).status ?? 1);
}

const retentionDays = Number(process.argv[2] ?? RETENTION_DAYS);
const folder = await mkdtemp(join(tmpdir(), 'store-month-'));
console.log('day | stories | RSS MB after its polls: median, most | folder MB');
let samples: number[] = [];
const rssOfDay = new Map<number, number>();
const problems = await simulateMonth({
  folder,
  days: 30,
  itemsADay: 1000,
  pollsADay: 50,
  pollsATidy: 2,
  retentionDays,
  onPoll: async (day, isLast, store) => {
    samples.push(megabytes(process.memoryUsage.rss()));
    if (!isLast) return;
    const rss = `${median(samples)}, ${Math.max(...samples)}`;
    rssOfDay.set(day, median(samples));
    samples = [];
    console.log(`${day} | ${store.health().stories} | ${rss} | ${megabytes(await sizeOf(folder))}`);
  },
});
await rm(folder, { recursive: true });
console.log(`${problems.length} differences ${problems.slice(0, 5).join('; ')}`);
const growth = ((rssOfDay.get(30) ?? 0) / (rssOfDay.get(3) ?? 0) - 1) * 100;
console.log(`day 30 is ${growth.toFixed(0)} % above day 3`);
process.exitCode = problems.length === 0 ? 0 : 1;
