import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { counted } from '../../src/domain/explanation.ts';
import { COVERAGE_VARIABLE, readCoverage } from './coverage.ts';
import type { Run } from './run-tests.ts';

/** Time limit of `recordCoverage`, in milliseconds. */
const COVERAGE_MS = 30 * 60_000;

/**
 * Copies the tracked files, and new files that git does not ignore, into a temporary folder, in which tests can run.
 */
export const createScratchTree = (root: string) => {
  const work = mkdtempSync(path.join(tmpdir(), 'kawaraban-mutants-'));
  const tree = path.join(work, 'tree');
  const listed = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  for (const file of listed.stdout
    .split('\n')
    .filter((name) => name !== '' && existsSync(path.join(root, name))))
    cpSync(path.join(root, file), path.join(tree, file), { verbatimSymlinks: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'));
  const shared = path.join(root, '../shared');
  if (existsSync(shared)) symlinkSync(shared, path.join(work, 'shared'));

  let host: ChildProcess | undefined;
  const startHost = (variables: Readonly<Record<string, string>> = {}): ChildProcess =>
    spawn(process.execPath, [path.join(tree, 'bench/mutants/run-tests.ts')], {
      cwd: tree,
      // The process leads a process group, so that `endHost` also ends the processes that tests started.
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...process.env, ...variables },
    });
  const endHost = (): void => {
    if (host?.pid !== undefined && isRunning(host)) process.kill(-host.pid, 'SIGKILL');
    host = undefined;
  };
  process.once('exit', () => {
    endHost();
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

  /** Runs test files in their order, at most for `limitMs`. A failure ends the run, unless coverage is recorded. */
  const runTests = async (
    tests: readonly string[],
    limitMs: number,
  ): Promise<Run | { readonly kind: 'timeout' }> => {
    if (host?.connected !== true) host = startHost();
    const run = await answerOf(host, tests, limitMs);
    if (run !== undefined) return run;
    endHost();
    return { kind: 'timeout' };
  };

  return {
    tree,
    runTests,
    /**
     * Runs test files once, and writes the coverage of each test file to `output`. Rejects if not all files were run.
     */
    recordCoverage: async (tests: readonly string[], output: string): Promise<void> => {
      // The next start uses `output` as it is, so an unfinished recording is in another file.
      const recording = path.join(work, 'coverage.jsonl');
      const recorder = startHost({ [COVERAGE_VARIABLE]: recording });
      host = recorder;
      const { kind } = await runTests(tests, COVERAGE_MS);
      const hasEnded = !isRunning(recorder);
      endHost();
      const cause =
        kind === 'timeout'
          ? `stopped after ${COVERAGE_MS / 60_000} minutes`
          : hasEnded
            ? 'ended with their process'
            : lackOf(recording, tests);
      if (cause !== undefined)
        throw new Error(`The tests ${cause}, so their coverage is unknown. Start again later.`);
      cpSync(recording, output);
    },
    /** Ends the process of the tests, which would keep this process running. */
    [Symbol.dispose]: endHost,
    /** Runs work while a file of the copy has this text. */
    withText: async <Answer>(file: string, text: string, run: () => Promise<Answer>): Promise<Answer> => {
      const place = path.join(tree, file);
      const original = readFileSync(place, 'utf8');
      writeFileSync(place, text);
      try {
        return await run();
      } finally {
        writeFileSync(place, original);
      }
    },
  };
};

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode === null && signalCode === null;

/**
 * Returns text with the number of test files that a recording lacks, and one of them; undefined if it has all of them.
 * Files are missing if the worker that ran them died.
 */
const lackOf = (recording: string, tests: readonly string[]): string | undefined => {
  const all = existsSync(recording) ? readCoverage(recording).all : [];
  const recorded = new Set(all.map(({ test }) => test));
  const missing = tests.filter((test) => !recorded.has(test));
  return missing.length === 0
    ? undefined
    : `left out ${counted(missing.length, 'file')}, such as ${missing[0]}`;
};

/** Resolves to the answer of a process; to undefined after the time limit, to a failure if the process ends. */
const answerOf = (
  host: ChildProcess,
  message: readonly string[],
  limitMs: number,
): Promise<Run | undefined> =>
  new Promise((resolve) => {
    const onAnswer = (answer: unknown): void => end(answer as Run);
    const onExit = (): void => end({ kind: 'failed', test: 'the process of the tests ended' });
    const timer = setTimeout(() => end(undefined), limitMs);
    const end = (run: Run | undefined): void => {
      clearTimeout(timer);
      host.off('message', onAnswer).off('exit', onExit);
      resolve(run);
    };
    host.once('message', onAnswer).once('exit', onExit);
    host.send(message);
  });
