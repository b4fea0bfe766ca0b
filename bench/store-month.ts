/**
 * Thirty simulated days of a store: 1,000 items a day, 50 polls a day, retention after every second. Prints the
 * memory and the folder at the end of some days, and fails where the store differs from what retention says.
 * `node bench/store-month.ts [RETENTION_DAYS]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateMonth, sizeOf } from '../test/adapters/store/simulate-month.ts';
import { median, megabytes } from './store-data.ts';

const RETENTION_DAYS = 7;

const retentionDays = Number(process.argv[2] ?? RETENTION_DAYS);
const folder = await mkdtemp(join(tmpdir(), 'store-month-'));
console.log('day | stories | RSS MB after its polls: median, most | folder MB');
let samples: number[] = [];
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
    samples = [];
    console.log(`${day} | ${store.health().stories} | ${rss} | ${megabytes(await sizeOf(folder))}`);
  },
});
await rm(folder, { recursive: true });
console.log(`${problems.length} differences ${problems.slice(0, 5).join('; ')}`);
process.exitCode = problems.length === 0 ? 0 : 1;
