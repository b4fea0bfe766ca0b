import { counted, inJst } from '../explanation.ts';
import { DAY_MS, HOUR_MS } from '../source/poll/rhythm.ts';

/** Maximum tolerated difference between two clocks, in milliseconds; large, because a cached answer may be old. */
const MAX_DIFFERENCE_MS = DAY_MS;

/**
 * Minimum number of outlets whose median is trusted: a single outlet may be wrong. If the sources have fewer outlets,
 * all of them together can confirm the clock.
 */
const OUTLETS_NEEDED = 3;

/** Maximum difference between the times of outlets that agree with each other, and their median, in milliseconds. */
const MAX_DISAGREEMENT_MS = HOUR_MS;

/** Maximum time by which a plausible clock is ahead of the known time, in milliseconds: the service may have been down. */
const MAX_GAP_MS = 31 * DAY_MS;

/** The facts by which the clock is judged. Times are in milliseconds since one common moment. */
export type ClockEvidence = {
  /** The time by this machine's clock. */
  readonly nowMs: number;
  /** The time by each outlet that answered, from its latest `Date` (RFC 9110 §6.6.1). */
  readonly outletsMs: readonly number[];
  /** Number of outlets that the enabled sources have. */
  readonly outlets: number;
  /**
   * The last trusted time plus the time since then; at first, the time of the newest commit plus the time since this
   * process started. Undefined if the store was empty and the outlets have not confirmed the clock.
   */
  readonly knownMs: number | undefined;
  /** The time that the operator confirmed, plus the time that has elapsed since. */
  readonly confirmedMs: number | undefined;
};

export type ClockVerdict =
  | { readonly kind: 'believed' }
  /** The clock differs from the known time, and too few outlets have answered for a decision. */
  | { readonly kind: 'leapt'; readonly aheadMs: number }
  /** The clock differs from the time of the outlets. */
  | { readonly kind: 'wrong'; readonly aheadMs: number };

/** Returns the number of outlets whose median can confirm the clock, if the sources have `outlets` outlets. */
export const outletsToConfirm = (outlets: number): number => Math.min(OUTLETS_NEEDED, outlets);

/**
 * Judges whether this machine's clock can be trusted: first by the confirmed time, then by the outlets, then by the
 * known time. Without evidence against it, the clock is believed. Three outlets that agree with each other overrule a
 * clock without a known time, or with an implausible time. Only more than half of all outlets overrule a plausible
 * clock: the outlets that answer first after a start may belong to one owner.
 */
export const judgeClock = (evidence: ClockEvidence): ClockVerdict => {
  const { nowMs, outletsMs, outlets, knownMs, confirmedMs } = evidence;
  const isNear = (ms: number): boolean => Math.abs(nowMs - ms) <= MAX_DIFFERENCE_MS;
  if (confirmedMs !== undefined && isNear(confirmedMs)) return BELIEVED;
  const middleMs = outletsMs.toSorted((a, b) => a - b)[Math.floor(outletsMs.length / 2)];
  if (middleMs !== undefined) {
    if (isNear(middleMs) && outletsMs.length >= outletsToConfirm(outlets)) return BELIEVED;
    const agreeing = outletsMs.filter((ms) => Math.abs(ms - middleMs) <= MAX_DISAGREEMENT_MS).length;
    const isPlausible =
      knownMs !== undefined && nowMs >= knownMs - MAX_DIFFERENCE_MS && nowMs <= knownMs + MAX_GAP_MS;
    const isOverruled = agreeing >= OUTLETS_NEEDED && (!isPlausible || agreeing > outlets / 2);
    if (!isNear(middleMs) && isOverruled) return { kind: 'wrong', aheadMs: nowMs - middleMs };
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
