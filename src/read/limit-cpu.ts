import type { Worker } from 'node:worker_threads';

/** A check that comes too soon after another one tells nothing new. */
const LEAST_WAIT_MS = 20;

/**
 * Calls `onOver` when a thread has worked for more than `limitMs` from now on. Only the thread's own time on a
 * processor counts: a busy or a sleeping machine ends no thread. Gives what ends the watch.
 */
export const limitCpu = (thread: Worker, limitMs: number, onOver: () => void): (() => void) => {
  // Read at once: the thread has not begun its next message, so what it uses from here on is that message's.
  const start = thread.cpuUsage();
  let timer: NodeJS.Timeout;
  let isOver = false;
  const check = async (): Promise<void> => {
    const { user, system } = await thread.cpuUsage(await start);
    if (isOver) return;
    const leftMs = limitMs - (user + system) / 1000;
    if (leftMs <= 0) onOver();
    else wait(leftMs);
  };
  const wait = (ms: number): void => {
    // A thread that has ended uses no more time; who waits for its answer hears of its end.
    timer = setTimeout(() => void check().catch(() => undefined), Math.max(LEAST_WAIT_MS, ms));
  };
  start.catch(() => undefined);
  wait(limitMs);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
};
