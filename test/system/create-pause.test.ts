import { expect, onTestFinished, test, vi } from 'vitest';
import { createPause } from '../../src/system/create-pause.ts';

test('work that has had its turn of ten milliseconds lets others go first, and then has a new turn', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const pause = createPause();
  const othersGoFirst = async (): Promise<boolean> => {
    let hadTurn = false;
    setImmediate(() => {
      hadTurn = true;
    });
    await pause();
    return hadTurn;
  };
  const firsts: boolean[] = [];
  for (const ms of [9, 1, 9, 1]) {
    vi.advanceTimersByTime(ms);
    firsts.push(await othersGoFirst());
  }
  expect(firsts).toEqual([false, true, false, true]);
});
