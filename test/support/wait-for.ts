/** Maximum pause between two calls of a condition, in milliseconds; a call may be slow, such as a command. */
const LONGEST_REST_MS = 100;

/**
 * Resolves when `holds` returns true. The pause between two calls is four times the duration of the last call, so that
 * the awaited work gets the processor. The test's own time limit ends the wait.
 */
export const waitFor = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (;;) {
    const began = performance.now();
    if (await holds()) return;
    const restMs = Math.max(5, Math.min(LONGEST_REST_MS, 4 * (performance.now() - began)));
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
};
