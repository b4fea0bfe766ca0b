import { counted, inJst } from '../explanation.ts';
import { DAY_MS } from '../source/poll/rhythm.ts';

/** A smaller difference does no lasting harm, and old copies that a cache answers with stay below it. */
const MAX_DIFFERENCE_MS = DAY_MS;

/** One host may err or lie about the time; the middle one of three does not. */
const HOSTS_NEEDED = 3;

/** What there is to judge this machine's clock by; all in milliseconds since 1970. */
export type ClockEvidence = {
  /** By this machine. */
  readonly nowMs: number;
  /** By each host that answered, from its latest `Date` (RFC 9110 §6.6.1). */
  readonly hostsMs: readonly number[];
  /** How many hosts the sources have. */
  readonly hosts: number;
  /** The newest commit, or a clock that was believed, and the time that has gone by since. */
  readonly knownMs: number | undefined;
  /** A clock that the operator confirmed, and the time that has gone by since. */
  readonly confirmedMs: number | undefined;
};

export type ClockVerdict =
  | { readonly kind: 'believed' }
  /** It differs from what was known, and too few hosts have said what time it is. */
  | { readonly kind: 'leapt'; readonly aheadMs: number }
  /** The hosts say another time. */
  | { readonly kind: 'wrong'; readonly aheadMs: number };

/** Whether this machine's clock can be believed. The operator's word counts most, then the hosts, then what was known. */
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

/** What a person should know of a clock that is not believed, and can do about it; undefined where it is. */
export const explainClock = (verdict: ClockVerdict, now: Temporal.Instant): string | undefined => {
  if (verdict.kind === 'believed') return undefined;
  const days = counted(Math.round(Math.abs(verdict.aheadMs) / DAY_MS), 'day');
  const place = `${days} ${verdict.aheadMs > 0 ? 'ahead of' : 'behind'}`;
  const held = 'no story is removed and no archive frozen';
  const confirm = 'If the clock is right, run `kawaraban clock`.';
  return verdict.kind === 'wrong'
    ? `The clock of this machine (${inJst(now)}) is ${place} what the servers of the sources say. News is dated by their time; ${held}. Set the clock. ${confirm}`
    : `The clock of this machine (${inJst(now)}) is ${place} the newest that is stored. Until servers of the sources say the same time, ${held}. ${confirm}`;
};
