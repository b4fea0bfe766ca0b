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

/** Records the coverage of a tree whose process of the tests writes one line, and then does something. */
const record = (then: string): void => {
  mkdirSync(path.join(root, 'bench/mutants'), { recursive: true });
  const write = `appendFileSync(process.env.KAWARABAN_MUTANTS_COVERAGE ?? '', 'a line')`;
  writeFileSync(
    path.join(root, 'bench/mutants/run-tests.ts'),
    `import { appendFileSync } from 'node:fs'; process.on('message', () => { ${write}; ${then}; });`,
  );
  const script = `import path from 'node:path';
    import { createScratchTree } from '${TREE}';
    await createScratchTree('.').recordCoverage(['a.test.ts'], path.resolve('coverage.jsonl'));`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, stdio: 'pipe' });
};

test('the coverage of tests is kept if all tests were run, even if one failed', () => {
  record(`process.send?.({ kind: 'failed', file: 'a.test.ts', test: 'a sum' })`);
  expect(readFileSync(path.join(root, 'coverage.jsonl'), 'utf8')).toBe('a line');
});

test('the coverage of tests whose process ended too early is not kept', () => {
  expect(() => record('process.exit(1)')).toThrow('did not run to their end');
  expect(existsSync(path.join(root, 'coverage.jsonl'))).toBe(false);
});
