import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Coverage } from './coverage.ts';
import { readTestDistances } from './test-distances.ts';

/** Pattern of a test that reads the texts of `src`. */
const READS_SRC = /ROOT, 'src['/]/u;

/** Maximum number of fast test files in a quick choice. */
const QUICK = 24;
/**
 * Maximum number of neighbours of a mutant. A neighbour is a fast test file that imports the mutant's file and is in
 * the same folder: `test/a` for `src/a`.
 */
const NEIGHBOURS = 8;

/** Test files that may detect a mutant, most likely files first. */
type TestChoice = {
  readonly quick: readonly string[];
  /** The fast test files that are not in `quick`, and those that read the texts of `src`. */
  readonly fast: readonly string[];
  /** The slow test files. Each of them has a run of its own. */
  readonly slow: readonly (readonly string[])[];
};

/**
 * Returns a function that chooses the tests that may detect a mutant at a place of a file: fast tests that run the
 * place or read the texts of `src`, and slow tests that use the file. Other fast tests that import the file are chosen
 * if they are neighbours, or if the place may run when the file is loaded.
 */
export const createTestChoice = (tree: string, coverage: Coverage) => {
  const usedBy = readTestDistances(tree);
  const known = new Set(coverage.all.map(({ test }) => test));
  // Tests at the root of `test/` are left out, because they do not check the behaviour of `src`.
  const readers = [...known].filter(
    (test) => test.split('/').length > 2 && READS_SRC.test(readFileSync(path.join(tree, test), 'utf8')),
  );

  return (file: string, start: number): TestChoice => {
    const { imports, processes } = usedBy(file);
    const folder = path.dirname(file).replace(/^src/u, 'test');
    const farness = (test: string): number => -commonFolders(path.dirname(test), folder);
    // The sort is stable: among equally near folders, the quickest covering tests stay first, and so do the importing
    // tests with the fewest imports on the way.
    const nearFirst = (tests: readonly string[]) => tests.toSorted((a, b) => farness(a) - farness(b));
    const importing = nearFirst([...imports.keys()]);
    const importingFast = importing.filter((test) => known.has(test));
    const neighbours = importingFast.filter((test) => path.dirname(test) === folder).slice(0, NEIGHBOURS);
    // A block may begin at the edit. A position just before the edit is used, to choose all tests that reach the block.
    const running = coverage.over(file, Math.max(start - 2, 0));
    const others = running.atLoad ? importingFast : neighbours;
    const fast = [...new Set([...nearFirst(running.tests), ...others])];
    const slow = [...importing, ...nearFirst(processes)].filter((test) => !known.has(test));
    return {
      quick: fast.slice(0, QUICK),
      fast: [...new Set([...fast.slice(QUICK), ...readers])],
      slow: slow.map((test) => [test]),
    };
  };
};

const commonFolders = (one: string, other: string): number => {
  const [a, b] = [one.split('/'), other.split('/')];
  const apart = a.findIndex((part, depth) => part !== b[depth]);
  return apart === -1 ? a.length : apart;
};
