import { readFileSync } from 'node:fs';

/** Name of the environment variable with the file to which `record-coverage.ts` writes. */
export const COVERAGE_VARIABLE = 'KAWARABAN_MUTANTS_COVERAGE';

/**
 * The ranges of a function by offsets in the source: first the whole function, then the blocks in it. `ran` is 1 if the
 * range ran.
 */
export type RunFunction = readonly (readonly [start: number, end: number, ran: 0 | 1])[];

export type TestCoverage = {
  readonly test: string;
  readonly passed: boolean;
  readonly ms: number;
  /** The functions that ran and those directly inside them, by file of `src`. A file itself counts as a function. */
  readonly files: Readonly<Record<string, readonly RunFunction[]>>;
};

export const readCoverage = (output: string) => {
  const all: readonly TestCoverage[] = readFileSync(output, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return {
    all,
    /**
     * Returns the tests that run a place, quickest first. `atLoad` is true if the place may run when its file is
     * loaded; some tests are then missing, because a load is recorded only once.
     */
    over: (file: string, offset: number): { readonly tests: readonly string[]; readonly atLoad: boolean } => {
      // The coverage of a test may lack functions that the test does not call, so the functions of all tests are read.
      const around = innermost(
        all.flatMap(({ files }) => files[file] ?? []).map(([whole]) => whole),
        offset,
      );
      const covering = all.filter(({ files }) =>
        (files[file] ?? []).some(
          (ranges) =>
            ranges[0]?.[0] === around?.[0] &&
            ranges[0]?.[1] === around?.[1] &&
            innermost(ranges, offset)?.[2] === 1,
        ),
      );
      const loads = ({ files }: TestCoverage): boolean =>
        (files[file] ?? []).some(([whole]) => whole?.[0] === 0 && whole[2] === 1);
      return {
        tests: covering.toSorted((one, other) => one.ms - other.ms).map(({ test }) => test),
        atLoad: around === undefined || covering.some(loads),
      };
    },
  };
};

export type Coverage = ReturnType<typeof readCoverage>;

type Range = RunFunction[number];

const innermost = (ranges: readonly (Range | undefined)[], offset: number): Range | undefined =>
  ranges
    .filter((range) => range !== undefined)
    .filter(([start, end]) => start <= offset && offset < end)
    .reduce<Range | undefined>(
      (best, range) => (best === undefined || range[1] - range[0] <= best[1] - best[0] ? range : best),
      undefined,
    );
