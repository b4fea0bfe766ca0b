/** Beginning of the line with the reason why tests of a file are skipped. The end of a run repeats the reason. */
export const SKIPPED = 'skipped: ';

/** Returns true if tests must be skipped, and then prints the reason. */
export const mustSkip = (isMissing: boolean, reason: string): boolean => {
  if (isMissing) console.warn(`${SKIPPED}${reason}`);
  return isMissing;
};

/** Returns true if the tests must be skipped because the user is not root. */
export const needsRoot = (): boolean => mustSkip(process.getuid?.() !== 0, 'it takes root');
