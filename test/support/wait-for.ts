/** Resolves when it holds; asks again at each turn of the event loop. The test's own time limit ends the wait. */
export const waitFor = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
};
