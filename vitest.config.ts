import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { REPORT_VARIABLE, reportTo } from './test/support/run/run-report.ts';
import { SlowFirst } from './test/support/run/slow-first.ts';

const report = process.env[REPORT_VARIABLE];

// Processes and threads that tests start find compiled what an earlier one compiled.
process.env.NODE_COMPILE_CACHE ??= path.join(import.meta.dirname, 'node_modules/.cache/tests');

export default defineConfig({
  test: {
    // Many tests wait for a process of their own: on two cores a third worker has work meanwhile.
    maxWorkers: 3,
    sequence: { sequencer: SlowFirst },
    // No test replaces a module, and each cleans up after itself: files share a process, and load what they share once.
    isolate: false,
    // By default V8 collects all garbage of a small heap again for every few megabytes.
    execArgv: ['--initial-old-space-size=256'],
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/run/set-up-run.ts'],
    setupFiles: ['test/support/run/compare-moments.ts'],
    // Real servers, browsers and kill -9 need their time on two busy cores; a hang still ends.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A test that fails once and then passes is reported as such; where every change is judged by one run, it decides nothing.
    retry: process.env.CI === undefined ? 0 : 1,
    // A whole run shows a dot a test and what a failed test printed; test/run.ts ends it.
    ...(report === undefined
      ? {}
      : { reporters: ['dot' as const, reportTo(report)], silent: 'passed-only' as const }),
    coverage: { include: ['src/**/*.ts'], reporter: ['text-summary'] },
  },
});
