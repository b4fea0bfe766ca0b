import type { Clock } from '../../domain/ambient.ts';
import { type ClockVerdict, explainClock, judgeClock } from '../../domain/clock/judge-clock.ts';
import type { Config } from '../../domain/config.ts';
import type { Log } from '../../domain/log.ts';
import { delay, untilAborted } from '../wait.ts';

/** Maximum time that answers of sources wait after a jump of the clock, in milliseconds. */
const SETTLE_MS = 20_000;

/** Jump or drift of the clock since it was last judged, in milliseconds, above which it is judged again. */
const JUDGED_ANEW_MS = 60_000;

export type GuardedClock = {
  /** Returns the machine's time if it is trusted or no better time is known; else the time of the sources' servers. */
  readonly now: Clock;
  /** Records the time that a server states in its answer; ignores hosts that no enabled source has. */
  readonly noteDate: (host: string, date: Temporal.Instant) => void;
  /**
   * Resolves at once if the clock has not jumped; else when the clock has proved right or wrong, after `SETTLE_MS`, or
   * after an abort.
   */
  readonly settled: (signal: AbortSignal) => Promise<void>;
  /** Returns text that says what is wrong with the clock and what to do; undefined while the clock is trusted. */
  readonly problem: () => string | undefined;
  /** Trusts the machine's clock, because the operator says that it is right. */
  readonly confirm: () => void;
};

type ClockSetup = {
  readonly systemNow: Clock;
  /** Returns monotonic time in milliseconds, which also counts while the machine sleeps. */
  readonly elapsedMs: () => number;
  readonly newestCommitAt: Temporal.Instant | undefined;
  readonly hosts: () => ReadonlySet<string>;
  readonly log: Pick<Log, 'warn' | 'info'>;
};

/** Makes a clock that guards against jumps of the machine's clock (`judgeClock`). */
export const createGuardedClock = (setup: ClockSetup): GuardedClock => {
  const { systemNow, elapsedMs, newestCommitAt, hosts, log } = setup;
  /** Returns the machine's time minus the elapsed time, in milliseconds; it changes when the clock is set. */
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
    // A later jump is measured against the clock that is trusted now.
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

/** Returns the hosts of all endpoints of the enabled sources. */
export const hostsOf = ({ sources }: Pick<Config, 'sources'>): ReadonlySet<string> => {
  const urls = sources.filter(({ enabled }) => enabled).flatMap(({ endpoints }) => endpoints);
  return new Set(urls.flatMap((url) => URL.parse(url)?.host ?? []));
};
