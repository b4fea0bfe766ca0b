import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openProgram } from './mutants/checked-program.ts';
import { type Mutation, mutationsOf } from './mutants/mutations-of.ts';
import { createScratchTree } from './mutants/scratch-tree.ts';
import { readTestDistances } from './mutants/test-distances.ts';

/**
 * Measures how many small faults ("mutants") of `src` the tests see (`npm run mutants`):
 * `node bench/mutants.ts [--seed 1] [--count 200] [--only src/PATH] [--quick]`. Each mutant is made in a copy of the tree.
 * One that `tsc` rejects is counted apart and replaced. `--quick` runs the 24 nearest test files alone, none of those
 * that start the product as a process.
 *
 * Results go to `mutants-SEED.jsonl`; started again, the command goes on there. Delete a line of it to have its mutant
 * judged again; add `"equivalent": "REASON"` to one to leave an equivalent mutant out of the rate.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '200' },
    only: { type: 'string', default: 'src' },
    quick: { type: 'boolean', default: false },
  },
});

type Mutant = Mutation & { readonly file: string };
type Outcome = 'rejected' | 'failed' | 'timeout' | 'survived';
type Result = Mutant & {
  readonly outcome: Outcome;
  /** The test that saw it. */
  readonly by?: string;
  readonly seconds: number;
  readonly equivalent?: string;
};

/** Test files that run at once: a mutant is mostly seen by the nearest. */
const STEP = 8;
/** How many of them `--quick` runs at most. */
const QUICK = 3 * STEP;

/** Time for one run of tests, in milliseconds. A mutant that loops without end costs all of it. */
const RUN_MS = { quick: 4 * 60_000, whole: 15 * 60_000 };

const root = path.resolve(import.meta.dirname, '..');
const output = path.join(root, `mutants-${values.seed}.jsonl`);
using program = openProgram(root);
const scratch = createScratchTree(root, values.quick ? RUN_MS.quick : RUN_MS.whole);
const usedBy = readTestDistances(scratch.tree);

/** Test files that were seen to pass, and those that were seen to fail, on the code as it is. */
const sound = new Set<string>();
const unsound = new Set<string>();
const known = new Map(readResults().map((result) => [keyOf(result), result]));
const sample: Result[] = [];
let tested = 0;
for (const mutant of drawMutants(Number(values.seed))) {
  if (tested >= Number(values.count)) break;
  const before = known.get(keyOf(mutant));
  const result = before ?? (await judge(mutant));
  if (before === undefined) appendFileSync(output, `${JSON.stringify(result)}\n`);
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

/** Draws lines of code, none twice, and one mutation of each: a long file gets more of them than a short one. */
function* drawMutants(seed: number): Generator<Mutant> {
  const only = path.relative(root, path.resolve(values.only));
  const lines: Mutant[][] = [];
  for (const parsed of program.files()) {
    const file = path.relative(root, parsed.fileName);
    if (!/^src\/.*\.ts$/u.test(file) || (file !== only && !file.startsWith(`${only}/`))) continue;
    const ofFile = mutationsOf(parsed).map((mutation) => ({ file, ...mutation }));
    lines.push(...Map.groupBy(ofFile, ({ line }) => line).values());
  }
  let state = (seed % 2_147_483_646) + 1;
  const random = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  while (lines.length > 0) {
    const [line = []] = lines.splice(random(lines.length), 1);
    const mutant = line[random(line.length)];
    if (mutant !== undefined) yield mutant;
  }
}

async function judge(mutant: Mutant): Promise<Result> {
  const { file, start, end, after } = mutant;
  const started = performance.now();
  const answer = (outcome: Outcome, by?: string): Result => ({
    ...mutant,
    outcome,
    ...(by === undefined ? {} : { by }),
    seconds: Math.round((performance.now() - started) / 1000),
  });
  const original = readFileSync(path.join(root, file), 'utf8');
  const mutated = original.slice(0, start) + after + original.slice(end);
  if (!program.allows(path.join(root, file), mutated)) return answer('rejected');

  const { imports, processes } = usedBy(file);
  const mirror = path.dirname(file).replace(/^src/u, 'test');
  const isMirror = (test: string): number => Number(path.dirname(test) === mirror);
  // The imports stand in the order of their distance, which the sort keeps among equals.
  const nearestFirst = [...imports.keys()].toSorted((a, b) => isMirror(b) - isMirror(a));
  const tests = values.quick ? nearestFirst.slice(0, QUICK) : [...nearestFirst, ...processes];
  const steps = Map.groupBy(tests.keys(), (place) => Math.floor(place / STEP));
  for (const places of steps.values()) {
    const step = places.flatMap((place) => tests[place] ?? []);
    const killed = await killedBy(file, mutated, step);
    if (killed !== undefined) return answer(killed.kind, killed.by);
  }
  return answer('survived');
}

/** Runs tests on a mutant; a test file that fails without it too, or not a second time, says nothing and is left out. */
async function killedBy(
  file: string,
  text: string,
  tests: readonly string[],
): Promise<{ readonly kind: 'failed' | 'timeout'; readonly by: string } | undefined> {
  const trusted = tests.filter((test) => !unsound.has(test));
  if (trusted.length === 0) return undefined;
  const run = await scratch.withText(file, text, () => scratch.runTests(trusted));
  if (run.kind === 'passed') return undefined;
  const blamed = run.kind === 'failed' && run.file !== undefined ? [run.file] : trusted;
  const isSteady =
    run.kind === 'timeout' ||
    (await scratch.withText(file, text, () => scratch.runTests(blamed))).kind !== 'passed';
  if (isSteady && (await areSound(blamed)))
    return { kind: run.kind, by: run.kind === 'failed' ? `${run.file ?? ''}: ${run.test}` : '' };
  for (const test of blamed) unsound.add(test);
  console.error(`left out, for it fails without the mutant or not each time: ${blamed.join(' ')}`);
  return await killedBy(file, text, tests);
}

/** Whether tests pass on the code as it is; a test file is asked once. */
async function areSound(tests: readonly string[]): Promise<boolean> {
  if (tests.every((test) => sound.has(test))) return true;
  if ((await scratch.runTests(tests)).kind !== 'passed') return false;
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
