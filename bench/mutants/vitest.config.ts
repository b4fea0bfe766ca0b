import path from 'node:path';
import { defineConfig, mergeConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import base from '../../vitest.config.ts';
import { COVERAGE_VARIABLE } from './coverage.ts';

/** Runs test files in the order in which they are named. */
class AsNamed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files;
  }
}

/**
 * Runs tests with little overhead. Node strips the types, and a module that one test file loaded is used by the next
 * file.
 */
export default mergeConfig(
  base,
  defineConfig({
    root: path.resolve(import.meta.dirname, '../..'),
    test: {
      maxWorkers: 1,
      retry: 0,
      experimental: { viteModuleRunner: false },
      sequence: { sequencer: AsNamed },
      ...(process.env[COVERAGE_VARIABLE] === undefined
        ? {}
        : { runner: path.join(import.meta.dirname, 'record-coverage.ts') }),
    },
  }),
);
