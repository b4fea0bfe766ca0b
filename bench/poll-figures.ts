/** What a client of `bench/poll.ts` tells of itself on its last line, as JSON. */
export type PollFigures = {
  /** CPU time of the whole process, its start included. */
  readonly cpuSeconds: number;
  /** CPU time of one round. */
  readonly pollSeconds: number;
  readonly wallSeconds: number;
  readonly peakMb: number;
};

/** Runs a client's rounds and its end, and prints what they took. */
export const printFigures = async (
  rounds: number,
  round: () => Promise<void>,
  end: () => Promise<void>,
): Promise<void> => {
  const beganAt = performance.now();
  const before = process.cpuUsage();
  for (let nth = 0; nth < rounds; nth += 1) await round();
  const pollSeconds = cpuSeconds(before) / rounds;
  await end();
  const figures: PollFigures = {
    cpuSeconds: cpuSeconds(),
    pollSeconds,
    wallSeconds: (performance.now() - beganAt) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(figures));
};

const cpuSeconds = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};
