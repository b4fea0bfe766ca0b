import { appendFileSync, existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { defined } from '../src/domain/defined.ts';
import { slowFiles } from '../test/support/run/slow-files.ts';
import { openProgram } from './mutants/checked-program.ts';
import { createTestChoice } from './mutants/choose-tests.ts';
import { readCoverage } from './mutants/coverage.ts';
import { type Mutation, mutationsOf } from './mutants/mutations-of.ts';
import { createScratchTree } from './mutants/scratch-tree.ts';
import { randomFrom } from './random-from.ts';

/**
 * Measures how many small faults ("mutants") of `src` the tests detect (`npm run mutants`): `node bench/mutants.ts
 * [--seed 1] [--count 200] [--only src/PATH] [--quick] [--slow COUNT]`. Each mutant is made in a copy of the tree, and
 * judged by the tests that may detect it: first fast tests, then slow tests (`test/slow.txt`). A mutant that `tsc`
 * rejects is counted separately and replaced. `--quick` uses at most 24 fast test files and no slow test; a later run
 * without `--quick` gives a survivor to the other tests. `--slow` limits the slow test files for a mutant.
 *
 * Results go to `mutants-SEED.jsonl`; the next start continues after them. Delete a line to have its mutant judged
 * again. Add `"equivalent": "REASON"` to a line to leave an equivalent mutant out of the rate. The coverage of the
 * tests is cached in `mutants-SEED.coverage.jsonl`.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '200' },
    only: { type: 'string', default: 'src' },
    quick: { type: 'boolean', default: false },
    slow: { type: 'string', default: 'Infinity' },
  },
});

type Mutant = Mutation & { readonly file: string };
type Outcome = 'rejected' | 'failed' | 'timeout' | 'survived';
type Result = Mutant & {
  readonly outcome: Outcome;
  /** File and name of the test that failed; empty after a timeout. */
  readonly by?: string;
  readonly seconds: number;
  /** True if the mutant was judged with `--quick`. */
  readonly quick?: boolean;
  readonly equivalent?: string;
};

/** Time limit of a run of slow tests, and of the runs that confirm a failed test, in milliseconds. */
const RUN_MS = 15 * 60_000;
/** Time limit of fast tests: `start` (in milliseconds) plus a multiple (`times`) of their time without a mutant. */
const FAST_MS = { start: 20_000, times: 2 };

const root = path.resolve(import.meta.dirname, '..');
const output = path.join(root, `mutants-${values.seed}.jsonl`);
const coverageFile = path.join(root, `mutants-${values.seed}.coverage.jsonl`);
using program = openProgram(root);
using scratch = createScratchTree(root);
if (!existsSync(coverageFile)) {
  const slow = new Set(slowFiles());
  const others = globSync('test/**/*.test.ts', { cwd: scratch.tree }).filter((test) => !slow.has(test));
  await scratch.recordCoverage(others, coverageFile);
}
const coverage = readCoverage(coverageFile);
const testsFor = createTestChoice(scratch.tree, coverage);

/** Test files that passed on the code without a mutant. */
const sound = new Set(coverage.all.filter(({ passed }) => passed).map(({ test }) => test));
/** Fast test files whose results hardly depend on time: all except acceptance tests. */
const steady = new Set(
  coverage.all.map(({ test }) => test).filter((test) => !test.startsWith('test/acceptance/')),
);
const unsound = new Set(coverage.all.filter(({ passed }) => !passed).map(({ test }) => test));
const known = new Map(readResults().map((result) => [keyOf(result), result]));
const sample: Result[] = [];
let tested = 0;
for (const mutant of drawMutants(Number(values.seed))) {
  if (tested >= Number(values.count)) break;
  const before = known.get(keyOf(mutant));
  const isDone =
    before !== undefined && (values.quick || before.quick !== true || before.outcome !== 'survived');
  const result = isDone
    ? before
    : { ...(await judge(mutant, before)), ...defined({ equivalent: before?.equivalent }) };
  if (!isDone) appendFileSync(output, `${JSON.stringify(result)}\n`);
  sample.push(result);
  if (result.outcome === 'rejected') continue;
  tested += 1;
  console.error(`${tested} ${result.outcome} ${describe(result)} ${result.by ?? ''}`);
}
printTable(sample.filter(({ equivalent }) => equivalent === undefined));
console.log('\nSurvived:');
for (const result of sample.filter(({ outcome }) => outcome === 'survived'))
  console.log(
    `${describe(result)}${result.equivalent === undefined ? '' : `, equivalent: ${result.equivalent}`}`,
  );

/** Draws lines of code in random order, and one mutation of each line. */
function* drawMutants(seed: number): Generator<Mutant> {
  const only = path.relative(root, path.resolve(values.only));
  const lines: Mutant[][] = [];
  for (const parsed of program.files()) {
    const file = path.relative(root, parsed.fileName);
    if (!/^src\/.*\.ts$/u.test(file) || (file !== only && !file.startsWith(`${only}/`))) continue;
    const ofFile = mutationsOf(parsed).map((mutation) => ({ file, ...mutation }));
    lines.push(...Map.groupBy(ofFile, ({ line }) => line).values());
  }
  const random = randomFrom(seed);
  while (lines.length > 0) {
    const [line = []] = lines.splice(random(lines.length), 1);
    const mutant = line[random(line.length)];
    if (mutant !== undefined) yield mutant;
  }
}

/**
 * Judges a mutant by the lists of its tests. If a quick run judged the mutant before, the list `quick` is left out.
 */
async function judge(mutant: Mutant, before: Result | undefined): Promise<Result> {
  const { file, start, end, after } = mutant;
  const started = performance.now();
  const answer = (outcome: Outcome, by?: string): Result => ({
    ...mutant,
    outcome,
    ...(by === undefined ? {} : { by }),
    seconds: Math.round((performance.now() - started) / 1000),
    quick: values.quick,
  });
  const original = readFileSync(path.join(root, file), 'utf8');
  const mutated = original.slice(0, start) + after + original.slice(end);
  if (!program.allows(path.join(root, file), mutated)) return answer('rejected');

  const { quick, fast, slow } = testsFor(file, start);
  const others = [fast, ...slow.slice(0, Number(values.slow))];
  const all = [...(before === undefined ? [quick] : []), ...(values.quick ? [] : others)];
  for (const step of all.filter((tests) => tests.length > 0)) {
    const killed = await killedBy(file, mutated, step);
    if (killed !== undefined) return answer(killed.kind, killed.by);
  }
  return answer('survived');
}

/**
 * Runs tests on a mutant; resolves to the failure, or to undefined if they pass. Leaves out test files that also fail
 * without the mutant, and slow or acceptance tests that fail only once, because they may have been too slow.
 */
async function killedBy(
  file: string,
  text: string,
  tests: readonly string[],
): Promise<{ readonly kind: 'failed' | 'timeout'; readonly by: string } | undefined> {
  const trusted = tests.filter((test) => !unsound.has(test));
  if (trusted.length === 0) return undefined;
  const run = await scratch.withText(file, text, () => scratch.runTests(trusted, limitMs(trusted)));
  if (run.kind === 'passed') return undefined;
  const blamed = run.kind === 'failed' && run.file !== undefined ? [run.file] : trusted;
  // On a machine that became busier, tests may take too long even without a mutant.
  if (run.kind === 'timeout' && (await scratch.runTests(trusted, limitMs(trusted))).kind === 'timeout')
    throw new Error(
      'The machine is too busy: the tests take too long without the mutant. Start again later.',
    );
  const isSteady =
    run.kind === 'timeout' ||
    blamed.every((test) => steady.has(test)) ||
    (await scratch.withText(file, text, () => scratch.runTests(blamed, RUN_MS))).kind !== 'passed';
  if (isSteady && (await areSound(blamed)))
    return { kind: run.kind, by: run.kind === 'failed' ? `${run.file ?? ''}: ${run.test}` : '' };
  for (const test of blamed) unsound.add(test);
  console.error(`left out, because it fails without the mutant, or not each time: ${blamed.join(' ')}`);
  return await killedBy(file, text, tests);
}

function limitMs(tests: readonly string[]): number {
  const took = tests.map((test) => coverage.all.find((one) => one.test === test)?.ms);
  if (took.includes(undefined)) return RUN_MS;
  return FAST_MS.start + FAST_MS.times * took.reduce<number>((sum, ms = 0) => sum + ms, 0);
}

/** Resolves to whether tests pass on the code without a mutant. Does not run them if all of them passed before. */
async function areSound(tests: readonly string[]): Promise<boolean> {
  if (tests.every((test) => sound.has(test))) return true;
  if ((await scratch.runTests(tests, RUN_MS)).kind !== 'passed') return false;
  for (const test of tests) sound.add(test);
  return true;
}

function printTable(results: readonly Result[]): void {
  const roomOf = ({ file }: Result): string => path.dirname(file).split('/').slice(1, 3).join('/');
  const rooms = [...Map.groupBy(results, roomOf)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  console.log('\n| room | mutants | killed | survived | % killed | rejected by types |\n|--|--|--|--|--|--|');
  for (const [room, ofRoom] of [...rooms, ['all', results] as const]) {
    const count = (...outcomes: readonly Outcome[]): number =>
      ofRoom.filter(({ outcome }) => outcomes.includes(outcome)).length;
    const killed = count('failed', 'timeout');
    const all = killed + count('survived');
    const rate = all === 0 ? '' : Math.round((100 * killed) / all);
    console.log(`| ${room} | ${all} | ${killed} | ${all - killed} | ${rate} | ${count('rejected')} |`);
  }
}

function readResults(): readonly Result[] {
  if (!existsSync(output)) return [];
  return readFileSync(output, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function keyOf({ file, start, before, after }: Mutant): string {
  return [file, start, before, after].join('\0');
}

function describe({ file, line, column, operator, before, after }: Mutant): string {
  return `${file}:${line}:${column} ${operator}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`;
}
