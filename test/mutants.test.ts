import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const TREE = new URL('../bench/mutants/scratch-tree.ts', import.meta.url).href;

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'mutants-'));
  execFileSync('git', ['init', '-q'], { cwd: root });
});
afterEach(() => rmSync(root, { recursive: true }));

const LINE = JSON.stringify({ test: 'a.test.ts', passed: false, ms: 1, files: {} });

/** Records the coverage of tests, whose process writes the line of `a.test.ts`, and then does something. */
const record = (tests: readonly string[], then: string): void => {
  mkdirSync(path.join(root, 'bench/mutants'), { recursive: true });
  const write = `appendFileSync(process.env.KAWARABAN_MUTANTS_COVERAGE ?? '', '${LINE}')`;
  writeFileSync(
    path.join(root, 'bench/mutants/run-tests.ts'),
    `import { appendFileSync } from 'node:fs'; process.on('message', () => { ${write}; ${then}; });`,
  );
  const script = `import path from 'node:path';
    import { createScratchTree } from '${TREE}';
    await createScratchTree('.').recordCoverage(${JSON.stringify(tests)}, path.resolve('coverage.jsonl'));`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, stdio: 'pipe' });
};

const FAILED = `process.send?.({ kind: 'failed', file: 'a.test.ts', test: 'a sum' })`;

test('the coverage of tests is kept if all tests were run, even if one failed', () => {
  record(['a.test.ts'], FAILED);
  expect(readFileSync(path.join(root, 'coverage.jsonl'), 'utf8')).toBe(LINE);
});

test.each([
  ['a file of tests is missing', FAILED, 'left out 1 file, such as b.test.ts'],
  ['their process ended too early', 'process.exit(1)', 'ended with their process'],
  ['their process was killed', `process.kill(process.pid, 'SIGKILL')`, 'ended with their process'],
])('the coverage of tests is not kept if %s', (_, then, cause) => {
  expect(() => record(['a.test.ts', 'b.test.ts'], then)).toThrow(`The tests ${cause}, so`);
  expect(existsSync(path.join(root, 'coverage.jsonl'))).toBe(false);
});
