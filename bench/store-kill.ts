/**
 * The long form of the store's trials: `node bench/store-kill.ts [TRIALS] [FIRST_SEED] [kills|power|damage|deletions]`.
 * TRIALS trials (by default 2,000) kill a busy writer, and as many cut the power twice. A fifth as many damage a file,
 * and a tenth as many delete the index under a busy writer. The last argument chooses one kind of trial. FIRST_SEED (by
 * default 1) is the seed of the first trial that cuts the power.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { damageTrial } from '../test/store/damage-trial.ts';
import { killTrial, newMemory } from '../test/store/kill-trial.ts';
import { powerCutTrial } from '../test/store/power-cut-trial.ts';

const TRIALS = 2000;
const LONGEST_MS = 300;
const TRIALS_A_DAMAGE = 5;
const TRIALS_A_DELETION = 10;

const KILLS_A_FOLDER = 10;

const trials = Number(process.argv[2] ?? TRIALS);
const firstSeed = Number(process.argv[3] ?? 1);
const only = process.argv[4];
let failures = 0;
const report = (what: string, problems: readonly string[]): void => {
  if (problems.length === 0) return;
  failures += 1;
  console.error(`${what}: ${problems.join('; ')}`);
};

const conclude = (what: string): void => {
  console.log(`${what}, ${failures} with a difference`);
  if (failures > 0) process.exitCode = 1;
  failures = 0;
};

const killWriters = async (): Promise<void> => {
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
  conclude(`${trials} kills done`);
};

const damageFiles = async (): Promise<void> => {
  const last = Math.ceil(trials / TRIALS_A_DAMAGE);
  for (let trial = 0; trial < last; trial += 1) report(`damage ${trial}`, await damageTrial(trial));
  conclude(`${last} damaged files done`);
};

const deleteIndexes = async (): Promise<void> => {
  const last = Math.ceil(trials / TRIALS_A_DELETION);
  const folder = await mkdtemp(join(tmpdir(), 'deletions-'));
  const memory = newMemory();
  for (let trial = 0; trial < last; trial += 1) {
    const deleting = setTimeout(
      () => void rm(join(folder, 'index'), { recursive: true, force: true }),
      Math.random() * LONGEST_MS,
    );
    report(`deletion ${trial}`, await killTrial(folder, memory, Math.random() * LONGEST_MS));
    clearTimeout(deleting);
  }
  await rm(folder, { recursive: true });
  conclude(`${last} deletions of the index done`);
};

const cutPower = async (): Promise<void> => {
  const last = firstSeed + trials - 1;
  for (let seed = firstSeed; seed <= last; seed += 1)
    report(`power cut, seed ${seed}`, await powerCutTrial(seed));
  conclude(`seeds ${firstSeed} to ${last} of power cuts done`);
};

const kinds = { kills: killWriters, power: cutPower, damage: damageFiles, deletions: deleteIndexes };
for (const [kind, run] of Object.entries(kinds)) if (only === undefined || only === kind) await run();
