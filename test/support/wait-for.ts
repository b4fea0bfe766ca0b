/** A look that itself takes long, such as a command, is repeated after this many milliseconds at most. */
const LONGEST_REST_MS = 100;

/**
 * Resolves when it holds. Between two looks it rests four times as long as a look took: whoever is waited for has the
 * processor meanwhile. The test's own time limit ends the wait.
 */
export const waitFor = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (;;) {
    const began = performance.now();
    if (await holds()) return;
    const restMs = Math.max(5, Math.min(LONGEST_REST_MS, 4 * (performance.now() - began)));
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
};
