/** Everything that CI checks, in one go: each check runs even where an earlier one failed; the last line counts the tests. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'kawaraban-test-'));
const report = path.join(folder, 'vitest.json');

const checks: readonly (readonly [what: string, command: string, ...rest: string[]])[] = [
  ['format, lint and import rings', 'biome', 'ci'],
  ['promises and switches', 'oxlint', '--type-aware', '--deny-warnings'],
  ['types', 'tsc', '-p', '.'],
  ['nothing unused', 'knip'],
  [
    'tests',
    'vitest',
    'run',
    '--coverage',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ],
];

const failed: string[] = [];
for (const [what, command, ...rest] of checks) {
  console.log(`\n── ${what}: ${command} ${rest.join(' ')}`);
  const { status, error } = spawnSync(command, rest, { stdio: 'inherit' });
  if (error !== undefined)
    console.error(`${command} could not be started: ${error.message}; run npm ci first`);
  if (status !== 0) failed.push(what);
}
if (failed.length > 0) console.error(`\nFAILED: ${failed.join('; ')}`);

const { numPassedTests = 0, numFailedTests = 1, testResults = [] } = readReport();
// A file whose set-up failed has run no test and counts as one failure.
const filesThatDidNotRun = testResults.filter(
  ({ status, assertionResults }) =>
    status === 'failed' && assertionResults.every((assertion) => assertion.status !== 'failed'),
).length;
console.log(`\n${numPassedTests} passed, ${numFailedTests + filesThatDidNotRun} failed`);
rmSync(folder, { recursive: true });
process.exitCode = failed.length === 0 ? 0 : 1;

type Report = {
  readonly numPassedTests?: number;
  readonly numFailedTests?: number;
  readonly testResults?: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
};

function readReport(): Report {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    // vitest died before it could report, and has said why above.
    return {};
  }
}
