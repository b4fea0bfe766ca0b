import { expect, test } from 'vitest';
import { createPause } from '../../src/system/create-pause.ts';

test('work that has had its turn lets others go first, and then has a new turn', async () => {
  const pause = createPause();
  const beganMs = performance.now();
  while (performance.now() - beganMs < 20);
  let hadTurn = false;
  setImmediate(() => {
    hadTurn = true;
  });
  await pause();
  expect(hadTurn).toBe(true);
});
