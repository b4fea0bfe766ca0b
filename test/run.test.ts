import { describe, expect, test } from 'vitest';
import { endingOf } from './support/run/run-ending.ts';
import { joinReports } from './support/run/run-report.ts';
import { adviceOnFastRun, adviceOnList } from './support/run/slow-files.ts';

describe('the end of a run', () => {
  test('names what failed, the time, and why tests were skipped; the counts come last', () => {
    const report = {
      tookMs: {},
      passed: 4324,
      failed: ['format and lint', 'test/a.test.ts > one', 'test/b.test.ts could not be run'],
      flaky: ['test/c.test.ts > two'],
      skipped: [
        { file: 'test/d.test.ts', count: 28, reasons: ['jq is not installed', 'it takes root'] },
        { file: 'test/e.test.ts', count: 1, reasons: [] },
      ],
    };
    expect(endingOf(report, 62_400)).toBe(`FAILED:
  format and lint
  test/a.test.ts > one
  test/b.test.ts could not be run
Passed at the second try only:
  test/c.test.ts > two
Took 1 min 2 s.
29 skipped:
  28 in test/d.test.ts: jq is not installed; it takes root
  1 in test/e.test.ts: no reason given
4324 passed, 3 failed`);
  });

  test('is two lines where all went right', () => {
    expect(endingOf({ passed: 3, failed: [], flaky: [], skipped: [], tookMs: {} }, 900)).toBe(
      'Took 1 s.\n3 passed, 0 failed',
    );
  });
});

describe('the list of slow test files', () => {
  test('is said to be out of date where a file is gone or became fast', () => {
    expect(adviceOnList(['test/run.test.ts', 'test/gone.test.ts'], { 'test/run.test.ts': 80.4 })).toEqual([
      'test/slow.txt lists test/run.test.ts, which took only 80 ms.',
      'test/slow.txt lists test/gone.test.ts, which does not exist.',
    ]);
    expect(adviceOnList(['test/run.test.ts', 'test/house.test.ts'], { 'test/run.test.ts': 1500 })).toEqual(
      [],
    );
  });

  test('is said to lack the slowest files where the fast ones take too long together', () => {
    const tookMs = { a: 1, b: 6, c: 5, d: 4, e: 3, f: 2 };
    expect(adviceOnFastRun(44_000, tookMs)).toEqual([]);
    expect(adviceOnFastRun(46_000, tookMs)).toEqual([
      expect.stringContaining('took more than 45 s'),
      ...['b (6 ms)', 'c (5 ms)', 'd (4 ms)', 'e (3 ms)', 'f (2 ms)'].map((line) => `  ${line}`),
    ]);
  });
});

test('two runs of different files are told as one', () => {
  const one = { passed: 2, failed: ['a > b'], flaky: ['c'], skipped: [], tookMs: { a: 5 } };
  const skipped = [{ file: 'd', count: 1, reasons: ['root is missing'] }];
  const other = { passed: 3, failed: [], flaky: [], skipped, tookMs: { d: 7 } };
  expect(joinReports([one, other])).toEqual({
    passed: 5,
    failed: ['a > b'],
    flaky: ['c'],
    skipped,
    tookMs: { a: 5, d: 7 },
  });
});
