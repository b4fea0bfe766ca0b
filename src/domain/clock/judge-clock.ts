import { counted, inJst } from '../explanation.ts';
import { DAY_MS } from '../source/poll/rhythm.ts';

/** Maximum tolerated difference between two clocks, in milliseconds; large, because a cached answer may be old. */
const MAX_DIFFERENCE_MS = DAY_MS;

/**
 * Minimum number of hosts whose median is trusted: a single host may be wrong. If the sources have fewer hosts, all of
 * them together can confirm the clock.
 */
const HOSTS_NEEDED = 3;

/** The facts by which the clock is judged. Times are in milliseconds since one common moment. */
export type ClockEvidence = {
  /** The time by this machine's clock. */
  readonly nowMs: number;
  /** The time by each host that answered, from its latest `Date` (RFC 9110 §6.6.1). */
  readonly hostsMs: readonly number[];
  /** Number of hosts that the enabled sources have. */
  readonly hosts: number;
  /**
   * The last trusted time plus the time since then; at first, the time of the newest commit plus the time since this
   * process started.
   */
  readonly knownMs: number | undefined;
  /** The time that the operator confirmed, plus the time that has elapsed since. */
  readonly confirmedMs: number | undefined;
};

export type ClockVerdict =
  | { readonly kind: 'believed' }
  /** The clock differs from the known time, and too few hosts have answered for a decision. */
  | { readonly kind: 'leapt'; readonly aheadMs: number }
  /** The clock differs from the time of the hosts. */
  | { readonly kind: 'wrong'; readonly aheadMs: number };

/**
 * Judges whether this machine's clock can be trusted: first by the confirmed time, then by the hosts, then by the known
 * time. Without evidence against it, the clock is believed.
 */
export const judgeClock = (evidence: ClockEvidence): ClockVerdict => {
  const { nowMs, hostsMs, hosts, knownMs, confirmedMs } = evidence;
  const isNear = (ms: number): boolean => Math.abs(nowMs - ms) <= MAX_DIFFERENCE_MS;
  if (confirmedMs !== undefined && isNear(confirmedMs)) return BELIEVED;
  const middleMs = hostsMs.toSorted((a, b) => a - b)[Math.floor(hostsMs.length / 2)];
  if (middleMs !== undefined) {
    if (isNear(middleMs) && hostsMs.length >= Math.min(HOSTS_NEEDED, hosts)) return BELIEVED;
    if (!isNear(middleMs) && hostsMs.length >= HOSTS_NEEDED)
      return { kind: 'wrong', aheadMs: nowMs - middleMs };
  }
  if (knownMs !== undefined && !isNear(knownMs)) return { kind: 'leapt', aheadMs: nowMs - knownMs };
  return BELIEVED;
};

const BELIEVED: ClockVerdict = { kind: 'believed' };

/** Says what is wrong with an untrusted clock, and what to do; undefined for a trusted clock. */
export const explainClock = (verdict: ClockVerdict, now: Temporal.Instant): string | undefined => {
  if (verdict.kind === 'believed') return undefined;
  const days = counted(Math.round(Math.abs(verdict.aheadMs) / DAY_MS), 'day');
  const place = `${days} ${verdict.aheadMs > 0 ? 'ahead of' : 'behind'}`;
  const gap = verdict.aheadMs > 0 ? ', perhaps because Kawaraban did not run in between' : '';
  const paused = 'this process removes no story, freezes no archive and makes no edition';
  const confirm = 'If the clock is right, run `kawaraban clock` while the daemon runs.';
  return verdict.kind === 'wrong'
    ? `The clock of this machine (${inJst(now)}) is ${place} the time of the sources’ servers. News is dated by their time; ${paused}. Set the clock if it is wrong. ${confirm}`
    : `The clock of this machine (${inJst(now)}) is ${place} the last trusted time${gap}. Until the sources’ servers confirm the clock, ${paused}. Set the clock if it is wrong. ${confirm}`;
};
