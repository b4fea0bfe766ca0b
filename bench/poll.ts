import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { openFarm } from './farm.ts';

/**
 * `node bench/poll.ts [N…]` measures the fetching part of a poll of N feeds (100, 1000, 5000), each on its own origin:
 * cold (all new), warm (all 304), one (1 % changed), beside a client that only fetches and discards, interleaved in the
 * same run. CPU is that of the whole client process, start included.
 */
const REPETITIONS = 3;
const CLIENT = resolve(import.meta.dirname, 'poll-client.ts');
const CLIENTS = ['discard', 'fetch'] as const;
const PHASES = ['cold', 'warm', 'one'] as const;

/** Polls of one process, to see what one costs in a daemon that is warm. */
const DAEMON_ROUNDS = 10;

type Figures = {
  readonly cpuSeconds: number;
  readonly pollSeconds: number;
  readonly wallSeconds: number;
  readonly peakMb: number;
};

const run = async (client: string, urls: string, states: string, rounds = 1): Promise<Figures> => {
  const child = spawn(process.execPath, [CLIENT, client, urls, states, String(rounds)], {
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
  const runs = new Map<string, Figures[]>();
  const note = (name: string, figures: Figures) => runs.set(name, [...(runs.get(name) ?? []), figures]);
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    const stateOf = (client: string) => join(folder, `${client}-${repetition}.json`);
    for (const phase of PHASES) {
      if (phase === 'one') await farm.mutate(0.01);
      for (const client of CLIENTS) note(`${phase} ${client}`, await run(client, urls, stateOf(client)));
    }
    for (const client of CLIENTS)
      note(`daemon ${client}`, await run(client, urls, stateOf(client), DAEMON_ROUNDS));
  }
  farm.close();
  await rm(folder, { recursive: true });

  const figure = (name: string, of: keyof Figures): number =>
    median((runs.get(name) ?? []).map((figures) => figures[of]));
  for (const phase of PHASES) {
    const limit = figure(`${phase} discard`, 'cpuSeconds');
    for (const client of CLIENTS) {
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
  for (const client of CLIENTS) {
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
await measure(1000, 200);
