import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** How a run of tests ended; a failed one names the first test that failed and its file, where there is one. */
export type Run =
  | { readonly kind: 'passed' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'failed'; readonly file?: string; readonly test: string };

type Report = {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
};

/**
 * Copies the files that git knows or would add into a temporary folder, where tests can run beside the original. A run of
 * tests that takes longer than `runMs` milliseconds is ended.
 */
export const createScratchTree = (root: string, runMs: number) => {
  const work = mkdtempSync(path.join(tmpdir(), 'kawaraban-mutants-'));
  const tree = path.join(work, 'tree');
  const report = path.join(work, 'report.json');
  const listed = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  for (const file of listed.stdout
    .split('\n')
    .filter((name) => name !== '' && existsSync(path.join(root, name))))
    cpSync(path.join(root, file), path.join(tree, file), { verbatimSymlinks: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'));
  const shared = path.join(root, '../shared');
  if (existsSync(shared)) symlinkSync(shared, path.join(work, 'shared'));

  let running: number | undefined;
  const endTests = (): void => {
    if (running !== undefined) process.kill(-running, 'SIGKILL');
  };
  const remove = (): void => {
    endTests();
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', remove);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

  /** Runs test files until one fails; retries are off. */
  const runTests = async (tests: readonly string[]): Promise<Run> => {
    rmSync(report, { force: true });
    const options = ['--bail=1', '--retry=0', '--reporter=json', `--outputFile=${report}`];
    const child = spawn(
      process.execPath,
      [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...tests, ...options],
      // A group of its own, so that what the tests started ends with them.
      { cwd: tree, detached: true, stdio: 'ignore' },
    );
    running = child.pid;
    const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      endTests();
    }, runMs);
    const status = await exit;
    running = undefined;
    clearTimeout(timer);
    if (isLate) return { kind: 'timeout' };
    return status === 0 ? { kind: 'passed' } : readFailure();
  };

  const readFailure = (): Run => {
    const { testResults }: Report = existsSync(report)
      ? JSON.parse(readFileSync(report, 'utf8'))
      : { testResults: [] };
    // Files that the first failure kept from running count as failed too, without a message.
    for (const { name, message, assertionResults } of testResults) {
      const test = assertionResults.find(({ status }) => status === 'failed')?.fullName ?? message;
      if (test !== '') return { kind: 'failed', file: path.relative(tree, name), test };
    }
    return { kind: 'failed', test: 'an error outside of the tests' };
  };

  return {
    tree,
    runTests,
    /** Runs something while a file of the copy has another text. */
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
