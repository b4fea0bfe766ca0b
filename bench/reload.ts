/**
 * The long form of the reload trial: `node bench/reload.ts [EDITS]` edits the sources of a running daemon (by default
 * 200 times) while wrk reads the feed over eight connections. Needs wrk (package wrk).
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { reloadTrial } from '../test/daemon/reload-trial.ts';
import { install, startDaemon } from '../test/support/product.ts';

const EDITS = 200;
const PROMISED_MS = 2000;

const edits = Number(process.argv[2] ?? EDITS);
if (spawnSync('wrk', ['-v']).error !== undefined) throw new Error('wrk is not installed');
const at = await install([{ id: 'base', url: 'http://127.0.0.1:9/base' }], '', 'shipped');
const daemon = await startDaemon(at);
// wrk prints its figures at SIGINT. Without SIGINT, it ends after an hour.
const wrk = spawn('wrk', ['-t1', '-c8', '-d3600', `${daemon.url}/feed.rss`]);
const ended = once(wrk, 'close');
const figures = text(wrk.stdout);

const runTrial = async () => {
  try {
    return await reloadTrial(at, daemon, edits);
  } finally {
    wrk.kill('SIGINT');
    await ended;
    await daemon.kill('SIGTERM');
    await at.remove();
  }
};
const { right, wrong, times, faults } = await runTrial();

const ms = (share: number): string =>
  `${Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0)} ms`;
const late = times.filter((time) => time > PROMISED_MS).length;
console.log(`${right} right edits and ${wrong} wrong ones: ${faults.length} faults`);
for (const fault of faults) console.log(`  ${fault}`);
console.log(
  `taken up after ${ms(0.5)} (median), ${ms(0.95)} (95 %), ${ms(1)} (longest); ${late} after more than 2 s`,
);
console.log((await figures).trim());
if (faults.length + late > 0) process.exitCode = 1;
