import { expect, test } from 'vitest';
import { killTrial, newMemory } from './kill-trial.ts';
import { newFolder } from './opened-store.ts';
import { seededChance } from './seeded-chance.ts';

/** `bench/store-kill.ts` kills 2,000 times. */
const TRIALS = 8;

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
