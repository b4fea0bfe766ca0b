import { vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import type { Finished, Installation } from './product.ts';

/**
 * Runs a command to its end in this process. A test of signals, pipes or the end of a process needs `kawaraban` of
 * product.ts.
 */
export const kawarabanHere = (at: Installation, ...words: readonly string[]): Promise<Finished> =>
  runIn(at.env, [...words, '--config', at.config, '--data', at.data]);

/** Runs a command like `kawarabanHere`, with only these words as arguments. */
export const runHere = (...words: readonly string[]): Promise<Finished> => runIn({}, words);

/** Runs work while the outputs of this process seem to be terminals with this number of columns. */
export const onTerminal = async <Result>(columns: number, work: () => Promise<Result>): Promise<Result> => {
  const streams = [process.stdout, process.stderr];
  const before = streams.map(({ isTTY, columns: own }) => ({ isTTY, columns: own }));
  for (const stream of streams) Object.assign(stream, { isTTY: true, columns });
  try {
    return await work();
  } finally {
    for (const [n, stream] of streams.entries()) Object.assign(stream, before[n]);
  }
};

const runIn = async (given: NodeJS.ProcessEnv | undefined, words: readonly string[]): Promise<Finished> => {
  const { env } = process;
  process.env = { ...env, NO_COLOR: '1', ...given };
  const [out, err] = [capture(process.stdout), capture(process.stderr)];
  const before = EVENTS.map((event) => new Set(process.listeners(event)));
  const streams = [process.stdout, process.stderr];
  const guards = streams.map((stream) => new Set(stream.listeners('error')));
  try {
    return { status: await runProgram(words), out: out.text(), err: err.text() };
  } finally {
    out.end();
    err.end();
    process.env = env;
    // The end of a process would remove these listeners.
    for (const [n, event] of EVENTS.entries()) {
      for (const listener of process.listeners(event))
        if (!before[n]?.has(listener)) process.off(event, listener);
    }
    for (const [n, stream] of streams.entries()) {
      for (const listener of stream.listeners('error'))
        if (!guards[n]?.has(listener)) stream.off('error', listener as () => void);
    }
  }
};

const EVENTS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'uncaughtException'] as const;

const capture = (stream: NodeJS.WriteStream) => {
  let text = '';
  const writing = vi.spyOn(stream, 'write').mockImplementation((chunk) => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return true;
  });
  return { text: () => text, end: () => writing.mockRestore() };
};
