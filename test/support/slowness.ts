/** How much slower than alone a process goes at the moment, because of whatever else this machine does. */
export const slowness = (): number => {
  const began = performance.now();
  const before = process.cpuUsage();
  while (process.cpuUsage(before).user < 200_000);
  return Math.max(1, (performance.now() - began) / 200);
};
