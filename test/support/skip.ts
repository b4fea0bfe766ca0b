/** Begins the line that says why tests of a file are skipped; the end of a run repeats what follows. */
export const SKIPPED = 'skipped: ';

/** True where tests must be skipped; then it says why, so that no test is left out in silence. */
export const mustSkip = (isMissing: boolean, reason: string): boolean => {
  if (isMissing) console.warn(`${SKIPPED}${reason}`);
  return isMissing;
};

/** True where the tests must be skipped because somebody other than root runs them. */
export const needsRoot = (): boolean => mustSkip(process.getuid?.() !== 0, 'it takes root');
