import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { limitCpu } from '../../src/read/feed-parser.ts';

const LIMIT_MS = 100;

/** A thread that is asked once and answers after it has worked, or only waited, for several times the limit. */
const threadThat = async (does: string): Promise<Worker> => {
  const thread = new Worker(
    `const { parentPort } = require('node:worker_threads');
     parentPort.once('message', () => { ${does}; parentPort.postMessage('done'); });
     parentPort.postMessage('ready');`,
    { eval: true },
  );
  await once(thread, 'message');
  return thread;
};

/** What comes first: the thread's answer, or the end of its time. */
const outcomeOf = async (thread: Worker): Promise<unknown> => {
  const over = Promise.withResolvers<string>();
  const start = await thread.cpuUsage();
  const end = limitCpu(thread, { start, limitMs: LIMIT_MS }, () => over.resolve('over'));
  const answer = once(thread, 'message').then(([message]) => message);
  thread.postMessage('go');
  const outcome = await Promise.race([answer, over.promise]);
  end();
  await thread.terminate();
  return outcome;
};

test('a thread that works longer than its limit is over it', async () => {
  expect(await outcomeOf(await threadThat('for (;;);'))).toBe('over');
});

test('a thread that a busy machine lets wait is not, however long it takes', async () => {
  const waits = `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${5 * LIMIT_MS})`;
  expect(await outcomeOf(await threadThat(waits))).toBe('done');
});
