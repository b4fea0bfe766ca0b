import { appendFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type RunnerTestFile, TestRunner } from 'vitest';
import { COVERAGE_VARIABLE, type RunFunction, type TestCoverage } from './coverage.ts';

const root = path.resolve(import.meta.dirname, '../..');
const src = pathToFileURL(path.join(root, 'src/')).href;
const output = process.env[COVERAGE_VARIABLE] ?? '';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** Runs tests, and writes a line for each test file with the parts of `src` that it ran. */
export default class CoverageRunner extends TestRunner {
  override onAfterRunFiles(files: RunnerTestFile[]): void {
    super.onAfterRunFiles(files);
    // The callback runs at once. The result counts from the previous `takePreciseCoverage`.
    session.post('Profiler.takePreciseCoverage', (_, { result }) => {
      const line: TestCoverage = {
        test: path.relative(root, files[0]?.filepath ?? ''),
        passed: files.every((file) => file.result?.state === 'pass'),
        ms: Math.round(files.reduce((sum, file) => sum + (file.result?.duration ?? 0), 0)),
        files: Object.fromEntries(
          result
            .filter(({ url }) => url.startsWith(src))
            .map(({ url, functions }) => [`src/${url.slice(src.length)}`, functions.map(rangesOf)]),
        ),
      };
      appendFileSync(output, `${JSON.stringify(line)}\n`);
    });
  }
}

const rangesOf = ({ ranges }: Profiler.FunctionCoverage): RunFunction =>
  ranges.map(({ startOffset, endOffset, count }) => [startOffset, endOffset, count === 0 ? 0 : 1]);
