/**
 * Everything that CI checks, in one go: each check runs even where another one failed; the last line counts the tests
 * that passed, and the tests and other checks that failed.
 * `node test/run.ts --fast` runs the fast tests alone, in two processes that take file after file.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endingOf } from './support/run/run-ending.ts';
import { joinReports, REPORT_VARIABLE, type RunReport } from './support/run/run-report.ts';
import { adviceOnFastRun, adviceOnList, slowFiles } from './support/run/slow-files.ts';

const NO_TESTS: RunReport = { passed: 0, failed: [], flaky: [], skipped: [], tookMs: {} };

type Check = readonly [what: string, command: string, ...rest: string[]];

/** Options that make a run fail where it covers fewer lines than this share of the files, in percent. */
function coverOf(files: string, percent: number): readonly string[] {
  return ['--coverage', `--coverage.include=${files}`, `--coverage.thresholds.lines=${percent}`];
}

/** Tests that do much again and again: counting lines would double their time, and few lines are covered by them alone. */
const TRIALS = [
  'test/acceptance/',
  'test/security/',
  'test/systemd/',
  'test/config/hostile-config.test.ts',
  'test/daemon/edition/four-hundred-days.test.ts',
  'test/daemon/ill-sources.test.ts',
  'test/daemon/politeness.test.ts',
  'test/daemon/reload.test.ts',
  'test/daemon/request/add-feed.test.ts',
  'test/domain/folding/restart.test.ts',
  'test/domain/source/health-histories.test.ts',
  'test/domain/source/rhythms.test.ts',
  'test/read/hostile.test.ts',
  'test/read/properties.test.ts',
  'test/read/real-feeds.test.ts',
  'test/serve/hostile-clients.test.ts',
  'test/site/archive/any-archive.test.ts',
  'test/site/feed-checks.test.ts',
  'test/site/feed/any-feed.test.ts',
  'test/site/hostile-texts.test.ts',
  'test/store/damage.test.ts',
  'test/store/kill.test.ts',
  'test/store/month.test.ts',
  'test/store/power-cut.test.ts',
];

const without = (places: readonly string[]): readonly string[] =>
  places.map((place) => `--exclude=${place}${place.endsWith('/') ? '**' : ''}`);

/** Fewer than the trials have, which wait more. */
const WORKERS = '--maxWorkers=2';

const COUNTED: readonly Check[] = [
  ['format, lint and import rings', 'biome', 'ci'],
  // It reads the types of all files for its own rules, and says what tsc would say of them.
  ['promises, switches and types', 'oxlint', '--type-aware', '--type-check', '--deny-warnings'],
  ['nothing unused', 'knip'],
  [
    'tests of domain, which cover it alone',
    'vitest',
    'run',
    WORKERS,
    'test/domain',
    ...without(TRIALS),
    ...coverOf('src/domain/**/*.ts', 98),
  ],
  [
    'tests of the other rooms',
    'vitest',
    'run',
    WORKERS,
    ...without(['test/domain/', ...TRIALS]),
    ...coverOf('src/**/*.ts', 90),
  ],
];

const TRIALS_ALONE: Check = ['long trials', 'vitest', 'run', ...TRIALS];

const isFast = process.argv.includes('--fast');
const listed = slowFiles();
const fastTests = ['run', '--no-isolate', ...without(listed)];

/** What runs side by side, each in its order. The trials wait for processes and for time: the rest has the processors then. */
const lanes: readonly (readonly Check[])[] = isFast
  ? [[['fast tests', 'vitest', ...fastTests]]]
  : [COUNTED, [TRIALS_ALONE]];

const folder = mkdtempSync(path.join(tmpdir(), 'kawaraban-test-'));
const reports: RunReport[] = [];

/** Runs a check to its end; beside another lane, what it prints comes in one piece. */
const run = async ([what, command, ...rest]: Check): Promise<void> => {
  const title = `\n── ${what}: ${[command, ...rest.filter((word) => !word.startsWith('--exclude'))].join(' ')}`;
  const reportFile = path.join(folder, `${what}.json`);
  const env = { ...process.env, [REPORT_VARIABLE]: reportFile };
  const isAlone = lanes.length === 1;
  const child = spawn(command, rest, { stdio: isAlone ? 'inherit' : ['ignore', 'pipe', 'pipe'], env });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
  console.log(isAlone ? title : `Begins: ${what}`);
  const status: unknown = await once(child, 'close').then(
    ([code]) => code,
    (error: Error) => {
      console.error(`${command} could not be started: ${error.message}; run npm ci first`);
    },
  );
  if (!isAlone) console.log(`${title}\n${Buffer.concat(said).toString()}`);
  const report = command === 'vitest' ? readReport(reportFile) : NO_TESTS;
  // A run of vitest whose tests passed fails if it covers too few lines.
  const isNamed = status === 0 || report.failed.length > 0;
  reports.push(isNamed ? report : { ...report, failed: [what] });
};

await Promise.all(
  lanes.map(async (lane) => {
    for (const check of lane) await run(check);
  }),
);
const report = joinReports(reports);
const unexplained = report.skipped.filter(({ reasons }) => reasons.length === 0);
const failed = [
  ...report.failed,
  ...unexplained.map(({ file }) => `${file}: a test is skipped without a reason`),
];
const tookMs = performance.now();
const advice = isFast ? adviceOnFastRun(tookMs, report.tookMs) : adviceOnList(listed, report.tookMs);
console.log(`\n${endingOf({ ...report, failed }, tookMs, advice)}`);
rmSync(folder, { recursive: true });
process.exitCode = failed.length === 0 ? 0 : 1;

function readReport(file: string): RunReport {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { ...NO_TESTS, failed: ['vitest ended before it could report'] };
  }
}
