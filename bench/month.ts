/**
 * Measures a month of STORIES stories (by default 10,000) as an archive document: `node bench/month.ts [STORIES]`.
 * Prints for each step the processor time of the main thread, the longest turn of the event loop and the elapsed time.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer } from '../src/serve/create-server.ts';
import { freezeArchives } from '../src/site/archive/freeze-archives.ts';
import { createSite } from '../src/site/create-site.ts';
import { openStore } from '../src/store/open-store.ts';
import { digest } from '../src/system/digest-of.ts';
import { makeConfig } from '../test/daemon/support/make-config.ts';
import { threadMs } from './process-costs.ts';
import { fillStore, silentLog, storyOf } from './store-data.ts';

const DAYS = 30;
const DAY_MS = 86_400_000;

const [, , argument = '10000'] = process.argv;
const count = Number(argument);

let now = Temporal.Instant.from('2026-01-31T00:00:00Z');
const config = makeConfig();
const folder = await mkdtemp(path.join(tmpdir(), 'bench-month-'));
const opened = await openStore({ folder, log: silentLog, now: () => now });
if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
const { store, shelf, editions } = opened;
await fillStore(store, count, (n) => storyOf(n, (DAYS * DAY_MS) / count));
const site = createSite({
  config: () => config,
  configProblems: () => [],
  store,
  shelf,
  editions,
  nearest: () => [],
  now: () => now,
});
const server = await createServer({ host: '127.0.0.1', port: 0, site, log: silentLog });
const archive = async (month: string): Promise<number> => {
  const resource = await site.resource(`/archive/${month}.atom`, new URLSearchParams());
  return String(resource?.body).length;
};

const measure = async (name: string, work: () => Promise<unknown>): Promise<void> => {
  let longest = 0;
  let worked = 0;
  let last = threadMs();
  let isOver = false;
  const look = (): void => {
    const used = threadMs();
    longest = Math.max(longest, used - last);
    worked += used - last;
    last = threadMs();
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  const began = performance.now();
  await work();
  isOver = true;
  look();
  const wall = performance.now() - began;
  console.log(
    `${name}: ${worked.toFixed(0)} ms of the processor at most, ${longest.toFixed(1)} ms in one go, ${wall.toFixed(0)} ms`,
  );
};

await measure('as it stands', () => archive('2026-01'));
now = now.add({ hours: 1 });
site.changed();
await measure('as it stands, again', () => archive('2026-01'));
await measure('its first answer in gzip', async () => {
  const answer = await fetch(`${server.url}archive/2026-01.atom`, { headers: { 'accept-encoding': 'gzip' } });
  await answer.body?.cancel();
});
now = Temporal.Instant.from('2026-02-04T00:00:00Z');
await measure('freezing', () => freezeArchives({ store, shelf, config, digest }, now));
await archive('2026-02');
await measure('frozen', () => archive('2026-01'));
await server.close(0);
await store.close();
await rm(folder, { recursive: true });
