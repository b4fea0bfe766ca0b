/** Returns the factor, at least 1, by which other work slows this process. Takes 200 ms of processor time. */
export const slowness = (): number => {
  const began = performance.now();
  const before = process.cpuUsage();
  while (process.cpuUsage(before).user < 200_000);
  return Math.max(1, (performance.now() - began) / 200);
};
