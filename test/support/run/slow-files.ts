import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../product.ts';

const LIST = 'test/slow.txt';

/** Maximum time of all fast tests together on a machine with two cores, in milliseconds. */
const FAST_RUN_MS = 45_000;

const FILES_NAMED = 5;

/** Minimum time of a slow file, in milliseconds. */
const FAST_FILE_MS = 500;

type TookMs = Readonly<Record<string, number>>;

/** Returns the test files that `npm run test:fast` leaves out, by their paths from the root. */
export const slowFiles = (): readonly string[] =>
  readFileSync(path.join(ROOT, LIST), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Returns advice on outdated lines in the list of slow files, after a run of all tests. */
export const adviceOnList = (listed: readonly string[], tookMs: TookMs): readonly string[] =>
  listed.flatMap((file) => {
    if (!existsSync(path.join(ROOT, file))) return [`${LIST} lists ${file}, which does not exist.`];
    const ms = tookMs[file] ?? FAST_FILE_MS;
    return ms < FAST_FILE_MS ? [`${LIST} lists ${file}, which took only ${Math.round(ms)} ms.`] : [];
  });

/** Returns advice on files that the list of slow files lacks, after a run of the fast tests that took too long. */
export const adviceOnFastRun = (runMs: number, tookMs: TookMs): readonly string[] => {
  if (runMs <= FAST_RUN_MS) return [];
  const slowest = Object.entries(tookMs)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, FILES_NAMED);
  return [
    `The fast tests took more than ${FAST_RUN_MS / 1000} s. If the machine was not busy, list the slowest in ${LIST}:`,
    ...slowest.map(([file, ms]) => `  ${file} (${Math.round(ms)} ms)`),
  ];
};
