import type { Clock } from '../../domain/ambient.ts';
import { type ClockVerdict, explainClock, judgeClock } from '../../domain/clock/judge-clock.ts';
import type { Log } from '../../domain/log.ts';
import { delay, untilAborted } from '../wait.ts';

/** How long what was fetched waits for servers to say what time it is, after the clock has leapt. */
const SETTLE_MS = 20_000;

/** The machine's clock is judged anew when it moved by more than this against the time that went by. */
const JUDGED_ANEW_MS = 60_000;

export type GuardedClock = {
  /** The machine's time where it is believed, or nothing better is known; else the time by the servers of the sources. */
  readonly now: Clock;
  /** A server's own time, as it answered. Only hosts of the sources are heard: a redirect could name hundreds of others. */
  readonly noteDate: (host: string, date: Temporal.Instant) => void;
  /** Resolves when it is known whether a clock that leapt is right, or nobody says so in time; else at once. */
  readonly settled: (signal: AbortSignal) => Promise<void>;
  /** What is wrong and what to do, in words; undefined where the clock is believed. */
  readonly problem: () => string | undefined;
  /** The operator says that the machine's clock is right. */
  readonly confirm: () => void;
};

type ClockParts = {
  readonly systemNow: Clock;
  /** Milliseconds of a clock that nobody sets and that counts while the machine sleeps. */
  readonly elapsedMs: () => number;
  /** When the newest commit was made; undefined where nothing is stored. */
  readonly newestCommitAt: Temporal.Instant | undefined;
  /** The hosts of the sources. */
  readonly hosts: () => ReadonlySet<string>;
  readonly log: Pick<Log, 'warn' | 'info'>;
};

/** A clock that does not follow the machine's when that leaps by more than a day, until servers or the operator agree. */
export const createGuardedClock = ({
  systemNow,
  elapsedMs,
  newestCommitAt,
  hosts,
  log,
}: ClockParts): GuardedClock => {
  /** What the machine's clock says beyond the time that went by: it changes when somebody sets it. */
  const offsetMs = (): number => systemNow().epochMilliseconds - elapsedMs();
  const hostOffsets = new Map<string, number>();
  let knownOffsetMs =
    newestCommitAt === undefined ? undefined : newestCommitAt.epochMilliseconds - elapsedMs();
  let confirmedOffsetMs: number | undefined;
  let settling = Promise.withResolvers<void>();
  let verdict: ClockVerdict = { kind: 'believed' };
  let judgedOffsetMs = Number.NaN;

  const judge = (): ClockVerdict => {
    const before = verdict;
    judgedOffsetMs = offsetMs();
    const asked = hosts();
    verdict = judgeClock({
      nowMs: judgedOffsetMs,
      hostsMs: [...hostOffsets].flatMap(([host, ms]) => (asked.has(host) ? [ms] : [])),
      hosts: asked.size,
      knownMs: knownOffsetMs,
      confirmedMs: confirmedOffsetMs,
    });
    // What is believed now is what a later leap is measured by.
    if (verdict.kind === 'believed') knownOffsetMs = judgedOffsetMs;
    if (verdict.kind !== 'leapt') settling.resolve();
    else if (before.kind !== 'leapt') {
      settling = Promise.withResolvers();
      void delay(SETTLE_MS).then(settling.resolve);
    }
    if (verdict.kind !== before.kind) {
      const reason = explainClock(verdict, systemNow());
      if (reason === undefined) log.info('clock.believed');
      else log.warn('clock.doubted', { reason });
    }
    return verdict;
  };
  const current = (): ClockVerdict =>
    Math.abs(offsetMs() - judgedOffsetMs) <= JUDGED_ANEW_MS ? verdict : judge();

  return {
    now: () => {
      const judged = current();
      const now = systemNow();
      return judged.kind === 'wrong' ? now.subtract({ milliseconds: Math.round(judged.aheadMs) }) : now;
    },
    noteDate: (host, date) => {
      if (!hosts().has(host)) return;
      hostOffsets.set(host, date.epochMilliseconds - elapsedMs());
      judge();
    },
    settled: async (signal) => {
      if (current().kind !== 'leapt') return;
      await Promise.race([settling.promise, untilAborted(signal)]);
    },
    problem: () => explainClock(current(), systemNow()),
    confirm: () => {
      confirmedOffsetMs = offsetMs();
      judge();
    },
  };
};
