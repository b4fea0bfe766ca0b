import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import { SKIPPED } from '../skip.ts';

/**
 * Name of the environment variable with the file of the report, which `test/run.ts` sets. The variable is absent if
 * vitest is started by hand.
 */
export const REPORT_VARIABLE = 'KAWARABAN_TEST_REPORT';

/** The results of a run of tests, for its last lines. */
export type RunReport = {
  readonly passed: number;
  /** Names of failed tests and checks, of files and groups whose set-up failed, and errors outside of a test. */
  readonly failed: readonly string[];
  /** Names of tests that passed only after a retry. */
  readonly flaky: readonly string[];
  readonly skipped: readonly SkippedTests[];
  /** Time of the tests of each file without skipped tests, in milliseconds. */
  readonly tookMs: Readonly<Record<string, number>>;
};

type SkippedTests = {
  readonly file: string;
  readonly count: number;
  /** Reasons that the file prints for its skipped tests; empty if it prints none. */
  readonly reasons: readonly string[];
};

/** Joins the reports of several runs of different files into one report. */
export const joinReports = (reports: readonly RunReport[]): RunReport => ({
  passed: reports.reduce((sum, { passed }) => sum + passed, 0),
  failed: reports.flatMap(({ failed }) => failed),
  flaky: reports.flatMap(({ flaky }) => flaky),
  skipped: reports.flatMap(({ skipped }) => skipped),
  tookMs: Object.assign({}, ...reports.map(({ tookMs }) => tookMs)),
});

/** Makes a reporter that writes the report of a run to this file when the run ends. */
export const reportTo = (file: string): Reporter => {
  const reasons = new Map<string, Set<string>>();
  return {
    // A file's output before its tests run has the id of the file.
    onUserConsoleLog: ({ content, taskId = '' }) => {
      const told = reasons.get(taskId) ?? new Set();
      for (const line of content.split('\n'))
        if (line.startsWith(SKIPPED)) told.add(line.slice(SKIPPED.length));
      reasons.set(taskId, told);
    },
    onTestRunEnd: (modules, unhandled) => {
      const report: RunReport = {
        passed: modules.reduce((sum, module) => sum + countOf(module, 'passed'), 0),
        failed: [
          ...modules.flatMap(failuresOf),
          ...unhandled.map(({ message, stack = message }) => `an error that no test caught: ${stack}`),
        ],
        flaky: modules.flatMap((module) =>
          [...module.children.allTests('passed')]
            .filter((test) => test.diagnostic()?.flaky)
            .map((test) => nameOf(module, test.fullName)),
        ),
        skipped: modules.flatMap((module) => skippedOf(module, [...(reasons.get(module.id) ?? [])])),
        tookMs: Object.fromEntries(
          modules
            .filter((module) => countOf(module, 'skipped') === 0)
            .map((module) => [module.relativeModuleId, module.diagnostic().duration]),
        ),
      };
      writeFileSync(file, JSON.stringify(report));
    },
  };
};

const countOf = (module: TestModule, state: 'passed' | 'skipped'): number =>
  [...module.children.allTests(state)].length;

const nameOf = (module: TestModule, name: string): string => `${module.relativeModuleId} > ${name}`;

const failuresOf = (module: TestModule): readonly string[] => {
  const failures = [
    ...(module.errors().length > 0 ? [`${module.relativeModuleId} could not be run`] : []),
    ...[...module.children.allSuites()]
      .filter((suite) => suite.errors().length > 0)
      .map((suite) => `${nameOf(module, suite.fullName)}: set-up or cleaning up`),
    ...[...module.children.allTests('failed')].map((test) => nameOf(module, test.fullName)),
  ];
  return failures.length === 0 && module.state() === 'failed' ? [module.relativeModuleId] : failures;
};

/** Returns the skipped tests of a file that did not fail. Tests whose set-up failed also have the state `skipped`. */
const skippedOf = (module: TestModule, reasons: readonly string[]): readonly SkippedTests[] => {
  const tests = [...module.children.allTests('skipped')];
  if (tests.length === 0 || module.state() === 'failed') return [];
  const notes = tests.flatMap((test) => {
    const result = test.result();
    return result.state === 'skipped' && result.note !== undefined ? [result.note] : [];
  });
  return [
    { file: module.relativeModuleId, count: tests.length, reasons: [...new Set([...reasons, ...notes])] },
  ];
};
