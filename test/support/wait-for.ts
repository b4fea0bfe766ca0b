/** Maximum pause between two calls of a condition, in milliseconds. */
const LONGEST_REST_MS = 100;

/**
 * Resolves when `holds` returns true, without a time limit. The pause between two calls grows with their duration, so
 * that the awaited work gets the processor.
 */
export const waitFor = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (;;) {
    const began = performance.now();
    if (await holds()) return;
    const restMs = Math.max(5, Math.min(LONGEST_REST_MS, 4 * (performance.now() - began)));
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
};
