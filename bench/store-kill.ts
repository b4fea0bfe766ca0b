/** The long form of the store's trials: `node bench/store-kill.ts [TRIALS]` kills, then cuts the power, so often. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killTrial, newMemory } from '../test/adapters/store/kill-trial.ts';
import { powerCutTrial } from '../test/adapters/store/power-cut-trial.ts';

const TRIALS = 2000;
const LONGEST_MS = 300;

/** A folder is used for so many kills, so that it stays small enough to be compared each time. */
const KILLS_A_FOLDER = 50;

const trials = Number(process.argv[2] ?? TRIALS);
let failures = 0;
const report = (what: string, problems: readonly string[]): void => {
  if (problems.length === 0) return;
  failures += 1;
  console.error(`${what}: ${problems.join('; ')}`);
};

let folder = '';
let memory = newMemory();
for (let trial = 0; trial < trials; trial += 1) {
  if (trial % KILLS_A_FOLDER === 0) {
    if (folder !== '') await rm(folder, { recursive: true });
    folder = await mkdtemp(join(tmpdir(), 'kills-'));
    memory = newMemory();
  }
  report(`kill ${trial}`, await killTrial(folder, memory, Math.random() * LONGEST_MS));
}
if (folder !== '') await rm(folder, { recursive: true });
console.log(`${trials} kills done, ${failures} with a difference`);
failures = 0;
for (let seed = 1; seed <= trials; seed += 1) report(`power cut, seed ${seed}`, await powerCutTrial(seed));
console.log(`${trials} seeds of power cuts done, ${failures} with a difference`);
process.exitCode = failures === 0 ? 0 : 1;
