import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { openFarm } from './farm.ts';
import type { PollFigures } from './poll-figures.ts';

/**
 * `node bench/poll.ts [N…]` measures a poll of N feeds (100, 1000, 5000), each on its own origin: cold (all new), warm
 * (all 304), one (1 % changed). Four clients take turns in the same run: one that only fetches and discards, our
 * fetching alone, the whole product, from fetch to store and merged feed, and the same without folding. CPU is that of
 * the whole client process, start included.
 */
const REPETITIONS = 3;
const script = (name: string): string => resolve(import.meta.dirname, name);
const CLIENTS = {
  discard: [script('poll-client.ts'), 'discard'],
  fetch: [script('poll-client.ts'), 'fetch'],
  unfolded: [script('poll-product.ts'), 'unfolded'],
  product: [script('poll-product.ts'), 'whole'],
};
type Client = keyof typeof CLIENTS;
/** A cold poll of the product costs minutes beyond this, in which nothing else could be measured. */
const MOST_FEEDS: Readonly<Record<Client, number>> = {
  discard: Infinity,
  fetch: Infinity,
  unfolded: 1000,
  product: 100,
};
const PHASES = ['cold', 'warm', 'one'] as const;

/** Polls of one process, to see what one costs in a daemon that is warm. */
const DAEMON_ROUNDS = 10;

const run = async (client: Client, urls: string, states: string, rounds = 1): Promise<PollFigures> => {
  const child = spawn(process.execPath, [...CLIENTS[client], urls, states, String(rounds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return JSON.parse(printed);
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const measure = async (feeds: number, latencyMs: number): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'kawaraban-bench-'));
  const urls = join(folder, 'urls.json');
  const farm = await openFarm(feeds, latencyMs);
  await writeFile(urls, JSON.stringify(farm.urls));
  const clients = (Object.keys(CLIENTS) as Client[]).filter((client) => feeds <= MOST_FEEDS[client]);
  const runs = new Map<string, PollFigures[]>();
  const note = (name: string, figures: PollFigures) => runs.set(name, [...(runs.get(name) ?? []), figures]);
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    const stateOf = (client: string) => join(folder, `${client}-${repetition}.json`);
    for (const phase of PHASES) {
      if (phase === 'one') await farm.mutate(0.01);
      for (const client of clients) note(`${phase} ${client}`, await run(client, urls, stateOf(client)));
    }
    for (const client of clients)
      note(`daemon ${client}`, await run(client, urls, stateOf(client), DAEMON_ROUNDS));
  }
  farm.close();
  await rm(folder, { recursive: true });

  const figure = (name: string, of: keyof PollFigures): number =>
    median((runs.get(name) ?? []).map((figures) => figures[of]));
  for (const phase of PHASES) {
    const limit = figure(`${phase} discard`, 'cpuSeconds');
    for (const client of clients) {
      const name = `${phase} ${client}`;
      const cpu = figure(name, 'cpuSeconds');
      const cells = [
        feeds,
        latencyMs,
        phase,
        client,
        cpu.toFixed(2),
        (cpu / limit).toFixed(1),
        figure(name, 'wallSeconds').toFixed(2),
        figure(name, 'peakMb').toFixed(0),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
  for (const client of clients) {
    const perFeedMs = (figure(`daemon ${client}`, 'pollSeconds') * 1000) / feeds;
    console.log(
      `| ${feeds} | ${latencyMs} | warm, ${DAEMON_ROUNDS} polls of one process | ${client} | ${perFeedMs.toFixed(3)} ms a feed | | | |`,
    );
  }
};

console.log('| feeds | latency ms | phase | client | CPU s | × discard | wall s | peak MB |');
console.log('|--|--|--|--|--|--|--|--|');
const sizes = process.argv.slice(2).map(Number);
for (const feeds of sizes.length === 0 ? [100, 1000, 5000] : sizes) await measure(feeds, 0);
if (sizes.length === 0) await measure(1000, 200);
