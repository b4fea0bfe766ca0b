import type { Worker } from 'node:worker_threads';

/** Minimum time between two checks, in milliseconds. */
const MIN_WAIT_MS = 20;

/**
 * Calls `onExceeded` when a thread has used `limitMs` of processor time more than it had at `start`. Waiting does not
 * count, so a busy or sleeping machine ends no thread. Returns the function that stops the watch.
 */
export const limitCpu = (
  thread: Worker,
  { start, limitMs }: { readonly start: NodeJS.CpuUsage; readonly limitMs: number },
  onExceeded: () => void,
): (() => void) => {
  let timer: NodeJS.Timeout;
  let isOver = false;
  const check = async (): Promise<void> => {
    const { user, system } = await thread.cpuUsage(start);
    if (isOver) return;
    const leftMs = limitMs - (user + system) / 1000;
    if (leftMs <= 0) onExceeded();
    else wait(leftMs);
  };
  const wait = (ms: number): void => {
    // A thread that has ended uses no more time; its `exit` event ends the wait for its answer.
    timer = setTimeout(() => void check().catch(() => undefined), Math.max(MIN_WAIT_MS, ms));
  };
  wait(limitMs);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
};
