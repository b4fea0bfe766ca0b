import type { Clock } from '../../domain/ambient.ts';
import {
  type ClockVerdict,
  explainClock,
  judgeClock,
  outletsToConfirm,
} from '../../domain/clock/judge-clock.ts';
import type { Config } from '../../domain/config.ts';
import type { Log } from '../../domain/log.ts';
import type { OutletId } from '../../domain/source/outlet.ts';
import { delay, endedOrAborted } from '../wait.ts';

/** Maximum time that answers of sources wait after a jump of the clock, in milliseconds. */
const SETTLE_MS = 20_000;

/** Jump or drift of the clock since it was last judged, in milliseconds, above which it is judged again. */
const JUDGED_ANEW_MS = 60_000;

/** Maps each host of the enabled sources to its outlet; a host that several outlets share, to one of them. */
export type OutletsOfHosts = ReadonlyMap<string, OutletId>;

export type GuardedClock = {
  /** Returns the machine's time if it is trusted or no better time is known; else the time of the sources' servers. */
  readonly now: Clock;
  /**
   * Records the time that a server states in its answer; ignores hosts that no enabled source has. An outlet has one
   * time, from its latest answer, so that several hosts of one owner do not outvote the others.
   */
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
  readonly hosts: () => OutletsOfHosts;
  readonly log: Pick<Log, 'warn' | 'info'>;
};

/** Makes a clock that guards against jumps of the machine's clock (`judgeClock`). */
export const createGuardedClock = (setup: ClockSetup): GuardedClock => {
  const { systemNow, elapsedMs, newestCommitAt, hosts, log } = setup;
  /** Returns the machine's time minus the elapsed time, in milliseconds; it changes when the clock is set. */
  const offsetMs = (): number => systemNow().epochMilliseconds - elapsedMs();
  const outletOffsets = new Map<OutletId, number>();
  let knownOffsetMs =
    newestCommitAt === undefined ? undefined : newestCommitAt.epochMilliseconds - elapsedMs();
  let confirmedOffsetMs: number | undefined;
  let settling = Promise.withResolvers<void>();
  let verdict: ClockVerdict = { kind: 'believed' };
  let judgedOffsetMs = Number.NaN;

  const judge = (): ClockVerdict => {
    const before = verdict;
    judgedOffsetMs = offsetMs();
    const asked = new Set(hosts().values());
    const outletsMs = [...outletOffsets].flatMap(([outlet, ms]) => (asked.has(outlet) ? [ms] : []));
    verdict = judgeClock({
      nowMs: judgedOffsetMs,
      outletsMs,
      outlets: asked.size,
      knownMs: knownOffsetMs,
      confirmedMs: confirmedOffsetMs,
    });
    // A later jump is measured against the clock that is trusted now, but not against one that nothing confirms.
    const isKnown = knownOffsetMs !== undefined || outletsMs.length >= outletsToConfirm(asked.size);
    if (verdict.kind === 'believed' && isKnown) knownOffsetMs = judgedOffsetMs;
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
      const outlet = hosts().get(host);
      if (outlet === undefined) return;
      outletOffsets.set(outlet, date.epochMilliseconds - elapsedMs());
      judge();
    },
    settled: async (signal) => {
      if (current().kind !== 'leapt') return;
      await endedOrAborted(settling.promise, signal);
    },
    problem: () => explainClock(current(), systemNow()),
    confirm: () => {
      confirmedOffsetMs = offsetMs();
      judge();
    },
  };
};

/** Returns the hosts of all endpoints of the enabled sources, with their outlets. */
export const hostsOf = ({ sources }: Pick<Config, 'sources'>): OutletsOfHosts => {
  const hosts = new Map<string, OutletId>();
  for (const { outlet, endpoints } of sources.filter(({ enabled }) => enabled))
    for (const url of endpoints) hosts.set(URL.parse(url)?.host ?? '', outlet.id);
  return hosts;
};
