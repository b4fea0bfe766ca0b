import { expect, test } from 'vitest';
import { powerCutTrial } from './power-cut-trial.ts';

/** `bench/store-kill.ts` cuts the power 2,000 times. */
const TRIALS = 6;

test(`${TRIALS} power cuts lose nothing that was acknowledged and bring nothing back`, {
  timeout: 300_000,
}, async () => {
  for (let seed = 1; seed <= TRIALS; seed += 1) {
    expect(await powerCutTrial(seed), `seed ${seed}`).toEqual([]);
  }
});
