import { Worker } from 'node:worker_threads';
import { errorText } from '../domain/error-text.ts';
import type { ParseResult, UnreadableReason } from '../domain/item/raw-item.ts';
import type { FeedParser } from '../intake/ports.ts';
import { type ParseAnswer, type ParseRequest, unpackResult } from './parse-message.ts';

/** Maximum processor time for one document, in milliseconds. */
const CPU_LIMIT_MS = 2000;

/** Time without a document after which the thread ends and frees its memory, in milliseconds. */
const IDLE_MS = 5 * 60_000;

/** Memory limits of the thread, in MB. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

/**
 * Makes a parser that reads feeds one after another in a separate thread. A document that exceeds `cpuLimitMs` of
 * processor time or the memory limits is `unreadable` and ends the thread. A thread also ends after `idleMs` without a
 * document.
 */
export const createFeedParser = (cpuLimitMs = CPU_LIMIT_MS, idleMs = IDLE_MS): FeedParser => {
  let worker: Promise<Reader> | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let rest: NodeJS.Timeout | undefined;

  const forget = (): void => {
    worker = undefined;
  };

  const end = async (): Promise<void> => {
    await (await worker)?.thread.terminate();
  };

  const endWhenIdle = (): void => {
    rest = setTimeout(() => {
      queue = queue.then(end);
    }, idleMs).unref();
  };

  const run = async (request: ParseRequest): Promise<ParseResult> => {
    clearTimeout(rest);
    worker ??= startWorker(forget);
    try {
      const reader = await worker;
      const result = await ask(reader, request, cpuLimitMs);
      // The `exit` event of the thread clears `worker`.
      if (result.kind === 'unreadable' && result.reason === 'too-slow') await reader.thread.terminate();
      return result;
    } catch (error) {
      forget();
      return unreadable('unfinished', `the parser did not start: ${errorText(error)}`);
    } finally {
      endWhenIdle();
    }
  };

  return {
    parse: (bytes, options) => {
      const result = queue.then(() => run({ bytes, options }));
      queue = result;
      return result;
    },
    close: async () => {
      clearTimeout(rest);
      queue = queue.then(end);
      await queue;
    },
  };
};

/** A thread, and the processor time that its last message reported. */
type Reader = { readonly thread: Worker; used: NodeJS.CpuUsage };

const startWorker = (onExit: () => void): Promise<Reader> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./parse-worker.ts', import.meta.url), {
      resourceLimits: RESOURCE_LIMITS,
      // Flags of the process (`-e`, an inspector's port) may not work in a thread.
      execArgv: [],
    });
    thread.once('message', ({ used }: ParseAnswer) => {
      thread.unref();
      resolve({ thread, used });
    });
    // Without a listener, an error of the thread would end the process; `ask` adds its own listener.
    thread.on('error', reject);
    thread.once('exit', () => {
      onExit();
      reject(new Error('its thread ended before it was ready'));
    });
  });

const ask = (reader: Reader, request: ParseRequest, limitMs: number): Promise<ParseResult> =>
  new Promise((resolve) => {
    const { thread, used: start } = reader;
    const finish = (result: ParseResult): void => {
      endWatch();
      thread.off('message', onMessage).off('error', onError).off('exit', onExit).unref();
      resolve(result);
    };
    const onMessage = (message: ParseAnswer): void => {
      reader.used = message.used;
      if (message.kind === 'answer') finish(unpackResult(message.result));
    };
    const onError = (error: Error): void =>
      finish(
        unreadable('unfinished', `the parser's thread ended while it read the document: ${error.message}`),
      );
    const onExit = (): void =>
      finish(unreadable('unfinished', "the parser's thread ended while it read the document"));
    const endWatch = limitCpu(thread, { start, limitMs }, () =>
      finish(unreadable('too-slow', `the document was not read within ${limitMs} ms of processor time`)),
    );
    thread.ref();
    thread.on('message', onMessage).on('error', onError).on('exit', onExit);
    thread.postMessage(request);
  });

const unreadable = (reason: UnreadableReason, detail: string): ParseResult => ({
  kind: 'unreadable',
  reason,
  detail,
});

/** Minimum time between two checks of a thread's processor time, in milliseconds. */
const MIN_WAIT_MS = 20;

/**
 * Calls `onExceeded` after a thread has used `limitMs` of processor time since `start`. Returns a function that stops
 * the watch.
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
