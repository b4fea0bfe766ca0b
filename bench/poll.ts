import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openFarm } from './farm.ts';
import { type PollFigures, peersOf } from './poll-peers.ts';
import { median } from './store-data.ts';

/**
 * `node bench/poll.ts [--runs N] [--beside CHECKOUT] [--only PEER,…] [FEEDS…]` polls feeds of real headlines
 * (../shared; by default 50, 200 and 1,000 feeds) in four cases: cold (all new), warm (nothing new), one (1 % of the
 * feeds changed), and an idle minute of a daemon. The programs (`peersOf`) take turns, by default in 3 runs. Without
 * --only, the table replaces the table in bench/RESULTS.md.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '3' },
    beside: { type: 'string' },
    only: { type: 'string' },
  },
});
const RESULTS = path.join(import.meta.dirname, 'RESULTS.md');
const HEADING = '## Polling (`npm run bench -- poll`)';
const PHASES = ['cold', 'warm', 'one', 'idle'] as const;

const wanted = values.only?.split(',');
const peers = Object.entries(peersOf(values.beside && path.resolve(values.beside))).filter(
  ([name]) => wanted?.includes(name) ?? true,
);

type Row = { readonly phase: string; readonly peer: string; readonly figures: PollFigures[] };

const measure = async (feeds: number): Promise<readonly Row[]> => {
  const rows = PHASES.flatMap((phase) => peers.map(([peer]): Row => ({ phase, peer, figures: [] })));
  for (let nth = 0; nth < Number(values.runs); nth += 1) {
    const folder = await mkdtemp(path.join(tmpdir(), 'kawaraban-bench-'));
    const farm = await openFarm(feeds);
    const open = new Map<string, Awaited<ReturnType<(typeof peers)[number][1]>>>();
    for (const phase of PHASES) {
      if (phase === 'one') await farm.mutate(0.01);
      for (const [name, start] of peers) {
        const own = path.join(folder, name);
        await mkdir(own, { recursive: true });
        const peer = open.get(name) ?? (await start({ folder: own, urls: farm.urls }));
        open.set(name, peer);
        const figures = await (phase === 'idle' ? peer.idle?.() : peer.poll());
        if (figures === undefined) continue;
        rows.find((row) => row.phase === phase && row.peer === name)?.figures.push(figures);
        console.error(`${feeds} ${phase} ${name} ${figures.cpuSeconds.toFixed(2)} CPU s`);
      }
    }
    for (const peer of open.values()) await peer.close();
    farm.close();
    await rm(folder, { recursive: true });
  }
  return rows;
};

const line = (feeds: number, { phase, peer, figures }: Row): string => {
  const of = (figure: keyof PollFigures, digits: number): string =>
    figures.some((one) => one[figure] !== undefined)
      ? median(figures.map((one) => one[figure] ?? Number.NaN)).toFixed(digits)
      : '';
  const cells = [
    feeds,
    phase,
    peer,
    of('cpuSeconds', 2),
    of('clientSeconds', 2),
    of('wallSeconds', 2),
    of('peakMb', 0),
    of('silenceMs', 0),
  ];
  return `| ${cells.join(' | ')} |`;
};

const lines = [
  '| feeds | phase | program | CPU s | client CPU s | wall s | peak MB | longest silence ms |',
  '|--|--|--|--|--|--|--|--|',
];
for (const feeds of positionals.length === 0 ? [50, 200, 1000] : positionals.map(Number))
  for (const row of await measure(feeds)) if (row.figures.length > 0) lines.push(line(feeds, row));
console.log(lines.join('\n'));

if (wanted === undefined) {
  const text = await readFile(RESULTS, 'utf8');
  const from = text.indexOf('\n|', text.indexOf(HEADING)) + 1;
  const end = text.indexOf('\n\n', from);
  await writeFile(RESULTS, `${text.slice(0, from)}${lines.join('\n')}${text.slice(end)}`);
}
