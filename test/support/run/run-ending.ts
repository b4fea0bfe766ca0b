import type { RunReport } from './run-report.ts';

/** Returns the last lines of a run: the failures, the time, the skipped tests with reasons, and the counts. */
export const endingOf = (
  { passed, failed, flaky, skipped }: RunReport,
  tookMs: number,
  advice: readonly string[] = [],
): string => {
  const count = skipped.reduce((sum, tests) => sum + tests.count, 0);
  return [
    ...(failed.length > 0 ? ['FAILED:', ...failed.map((name) => `  ${name}`)] : []),
    ...(flaky.length > 0 ? ['Passed at the second try only:', ...flaky.map((name) => `  ${name}`)] : []),
    `Took ${minutesOf(tookMs)}.`,
    ...(count > 0 ? [`${count} skipped:`] : []),
    ...skipped.map(
      ({ file, count: tests, reasons }) =>
        `  ${tests} in ${file}: ${reasons.join('; ') || 'no reason given'}`,
    ),
    ...advice,
    `${passed} passed, ${failed.length} failed`,
  ].join('\n');
};

const minutesOf = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};
