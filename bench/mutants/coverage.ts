import { readFileSync } from 'node:fs';

/** The variable that names the file to which `record-coverage.ts` writes. */
export const COVERAGE_VARIABLE = 'KAWARABAN_MUTANTS_COVERAGE';

/**
 * The ranges of a function, by offsets in the source: first the whole function, then blocks in it. `ran` is 1 if the
 * range ran.
 */
export type RunFunction = readonly (readonly [start: number, end: number, ran: 0 | 1])[];

/** What one file of tests ran. */
export type TestCoverage = {
  readonly test: string;
  readonly passed: boolean;
  readonly ms: number;
  /** By file of `src`: the functions that were loaded or called. */
  readonly files: Readonly<Record<string, readonly RunFunction[]>>;
};

/** Reads which tests run which places of `src`. */
export const readCoverage = (output: string) => {
  const all: readonly TestCoverage[] = readFileSync(output, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return {
    all,
    /**
     * Returns the tests that run a place, the quickest first. `atLoad` is true if the place also runs when its file is
     * loaded, which is recorded once.
     */
    over: (file: string, offset: number): { readonly tests: readonly string[]; readonly atLoad: boolean } => {
      // A test does not list a function that it does not call, but another test does.
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
