import path from 'node:path';
import { createVitest } from 'vitest/node';
import { COVERAGE_VARIABLE } from './coverage.ts';

/** The outcome of a run of tests. A failed run has the first failed test or error and, if known, its file. */
export type Run =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly file?: string; readonly test: string };

// A process that runs test files of its tree. Each message contains names of files, which run in that order; the answer
// is the `Run`.

const root = path.resolve(import.meta.dirname, '../..');
/** True if the first failure ends a run. A run that records coverage continues. */
const isTrial = process.env[COVERAGE_VARIABLE] === undefined;
let failure: Run | undefined;
const fail = (file: string, test: string): void => {
  failure ??= { kind: 'failed', file, test };
  if (isTrial) void vitest.cancelCurrentRun('test-failure');
};
const vitest = await createVitest('test', {
  config: path.join(import.meta.dirname, 'vitest.config.ts'),
  watch: false,
  reporters: [
    {
      onTestCaseResult: (test) => {
        if (test.result().state === 'failed') fail(test.module.relativeModuleId, test.fullName);
      },
      onTestSuiteResult: (suite) => {
        for (const { message } of suite.errors()) fail(suite.module.relativeModuleId, message);
      },
      onTestModuleEnd: (module) => {
        for (const { message } of module.errors()) fail(module.relativeModuleId, message);
      },
    },
  ],
});

const run = async (tests: readonly string[]): Promise<Run> => {
  failure = undefined;
  const project = vitest.getRootProject();
  const specifications = tests.map((test) => project.createSpecification(path.join(root, test)));
  const { unhandledErrors } = await vitest.runTestSpecifications(specifications);
  if (failure !== undefined) return failure;
  if (unhandledErrors.length === 0) return { kind: 'passed' };
  return { kind: 'failed', test: 'an error outside of the tests' };
};
process.on('message', (tests: readonly string[]) => void run(tests).then((result) => process.send?.(result)));
process.on('disconnect', () => process.exit());
