import { expect, test } from 'vitest';
import { killTrial, newMemory } from './kill-trial.ts';
import { migrationKillTrial } from './migration-kill-trial.ts';
import { newFolder } from './opened-store.ts';
import { seededChance } from './seeded-chance.ts';

const TRIALS = 40;
const MIGRATIONS = 5;

/** Longer than a migration takes on an idle machine. */
const LONGEST_MIGRATION_MS = 200;

/** The writer commits, removes and compacts all the while: any moment will do. */
const LONGEST_MS = 150;

test(`${TRIALS} kills lose nothing that was acknowledged and bring nothing back`, {
  timeout: 300_000,
}, async () => {
  const folder = await newFolder();
  const memory = newMemory();
  const chance = seededChance(7);
  for (let trial = 1; trial <= TRIALS; trial += 1) {
    expect(await killTrial(folder, memory, chance() * LONGEST_MS), `trial ${trial}`).toEqual([]);
  }
  expect(memory.stored.size).toBeGreaterThan(TRIALS);
});

test(`${MIGRATIONS} migrations, each killed twice, are done again and lose nothing`, {
  timeout: 300_000,
}, async () => {
  const chance = seededChance(11);
  for (let trial = 1; trial <= MIGRATIONS; trial += 1) {
    const { problems } = await migrationKillTrial(chance, LONGEST_MIGRATION_MS);
    expect(problems, `trial ${trial}`).toEqual([]);
  }
});
