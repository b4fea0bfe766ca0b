import { MINUTE, momentsOf, RHYTHMS } from './rhythms.ts';
import { median, simulate } from './simulate.ts';

const EVERY_FIVE_MINUTES = 5 * MINUTE;

type FleetRow = {
  readonly name: string;
  readonly habit: string;
  readonly sources: number;
  readonly items: number;
  readonly requestsPerDay: number;
  readonly medianDelayMs: number;
  readonly p90DelayMs: number;
  readonly fixedMedianDelayMs: number;
  readonly falseAlarms: number;
};

export type Fleet = {
  readonly rows: readonly FleetRow[];
  readonly requests: number;
  /** What polling every five minutes would take. */
  readonly fixedRequests: number;
  readonly medianDelayMs: number;
  readonly fixedMedianDelayMs: number;
};

/** Polls as many sources of each rhythm, each with its own chance, and compares with polling every five minutes. */
export const simulateFleet = (sourcesPerRhythm: number, fromMs: number, toMs: number): Fleet => {
  const backlogFromMs = fromMs - 60 * 24 * 60 * MINUTE;
  const delays: number[] = [];
  const fixedDelays: number[] = [];
  let requests = 0;
  const rows = RHYTHMS.map((rhythm, nth) => {
    const runs = Array.from({ length: sourcesPerRhythm }, (_, index) => {
      const seed = 1 + nth * 1000 + index;
      const moments = momentsOf(rhythm, backlogFromMs, toMs, seed);
      const fixed = moments.filter((at) => at >= fromMs).map((at) => untilNextFive(at, seed));
      return { fixed, ...simulate(moments, fromMs, toMs, { seed }) };
    });
    const own = runs.flatMap((run) => run.delays);
    const fixed = runs.flatMap((run) => run.fixed);
    const asked = runs.reduce((sum, run) => sum + run.requests, 0);
    delays.push(...own);
    fixedDelays.push(...fixed);
    requests += asked;
    return {
      name: rhythm.name,
      habit: rhythm.habit,
      sources: sourcesPerRhythm,
      items: own.length,
      requestsPerDay: asked / sourcesPerRhythm / ((toMs - fromMs) / (24 * 60 * MINUTE)),
      medianDelayMs: median(own),
      p90DelayMs: own.toSorted((a, b) => a - b)[Math.floor(own.length * 0.9)] ?? 0,
      fixedMedianDelayMs: median(fixed),
      falseAlarms: runs.reduce((sum, run) => sum + run.alarms.length, 0),
    };
  });
  return {
    rows,
    requests,
    fixedRequests: (RHYTHMS.length * sourcesPerRhythm * (toMs - fromMs)) / EVERY_FIVE_MINUTES,
    medianDelayMs: median(delays),
    fixedMedianDelayMs: median(fixedDelays),
  };
};

/** Each source polled every five minutes has a phase of its own. */
const untilNextFive = (atMs: number, seed: number): number => {
  const phase = (seed * 37_813) % EVERY_FIVE_MINUTES;
  return (
    EVERY_FIVE_MINUTES - ((((atMs - phase) % EVERY_FIVE_MINUTES) + EVERY_FIVE_MINUTES) % EVERY_FIVE_MINUTES)
  );
};
