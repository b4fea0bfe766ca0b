import type { Quantity } from '../read/figure/numbers.ts';

/** How two lists of named things stand to each other. */
export type Relation = {
  readonly shared: number;
  /** Both name some, and none is shared. */
  readonly disjoint: boolean;
  readonly oneSided: boolean;
};

const NEITHER: Relation = { shared: 0, disjoint: false, oneSided: false };
const ONE_SIDED: Relation = { shared: 0, disjoint: false, oneSided: true };
const DISJOINT: Relation = { shared: 0, disjoint: true, oneSided: false };

export const relate = <Thing>(a: readonly Thing[], b: readonly Thing[]): Relation => {
  if (a.length === 0 && b.length === 0) return NEITHER;
  if (a.length === 0 || b.length === 0) return ONE_SIDED;
  let shared = 0;
  for (const thing of a) if (b.includes(thing)) shared += 1;
  return shared === 0 ? DISJOINT : { shared, disjoint: false, oneSided: false };
};

/** How many of the bits of both are shared, of all that either has; 0 where neither has any. */
export const bitJaccard = (a: number, b: number): number => {
  const either = countBits(a | b);
  return either === 0 ? 0 : countBits(a & b) / either;
};

/** Whether a set of bits holds any of a mask. */
export const hasAny = (bits: number, mask: number): boolean => (bits & mask) !== 0;

/** Whether exactly one of two sets of bits holds a bit. */
export const isOnOneSide = (a: number, b: number, bit: number): boolean => ((a ^ b) & bit) !== 0;

export const countBits = (bits: number): number => {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};

/** A dollar has been worth about this many yen; texts that give both round roughly. */
const YEN_PER_DOLLAR = { least: 135, most: 170 };
const ROUNDING = 0.02;
const ROUNDED_PERCENT = 0.5;

export type NumberMatch = {
  /** Digits of the longest number that both give; 0 where they give none in common. */
  readonly best: number;
  readonly count: number;
  /** Both give numbers of one unit, and none agrees. */
  readonly clash: boolean;
};

const NO_MATCH: NumberMatch = { best: 0, count: 0, clash: false };

/** Compares the numbers of two texts; yen and dollars agree where their rate is plausible. */
export const matchNumbers = (a: readonly Quantity[], b: readonly Quantity[]): NumberMatch => {
  if (a.length === 0 || b.length === 0) return NO_MATCH;
  let best = 0;
  let count = 0;
  let sameUnit = false;
  for (const x of a)
    for (const y of b) {
      if (x.unit === y.unit && x.unit !== 'other' && x.unit !== 'streak') sameUnit = true;
      const strength = agreement(x, y);
      if (strength > 0) count += 1;
      if (strength > best) best = strength;
    }
  return { best, count, clash: best === 0 && sameUnit };
};

/** Number of digits in which two numbers agree; each counts half if one of the texts rounds. */
const agreement = (x: Quantity, y: Quantity): number => {
  const digits = Math.min(x.digits, y.digits);
  if (x.unit === 'dollar' && y.unit === 'yen') return agreement(y, x);
  if (x.unit === 'yen' && y.unit === 'dollar') {
    const rate = x.value / y.value;
    return y.value >= 1e6 && rate >= YEN_PER_DOLLAR.least && rate <= YEN_PER_DOLLAR.most ? digits / 2 : 0;
  }
  if (x.unit !== y.unit) return x.unit === 'other' || y.unit === 'other' ? sameSmall(x, y, digits) : 0;
  if (x.value === y.value && x.room === 0 && y.room === 0) return digits;
  if (x.value === y.value || isFloorOf(x, y) || isFloorOf(y, x)) return digits / 2;
  if (isWholeOf(x, y) || isWholeOf(y, x)) return digits;
  if (x.unit === 'percent' && Math.abs(x.value - y.value) <= ROUNDED_PERCENT)
    return x.digits === 1 || y.digits === 1 ? 0.5 : 0;
  const large = Math.max(x.value, y.value);
  return large >= 1000 && Math.abs(x.value - y.value) / large <= ROUNDING ? digits / 2 : 0;
};

/** A number without its unit in one text may be the same number with it in the other. */
const sameSmall = (x: Quantity, y: Quantity, digits: number): number =>
  (x.value === y.value || isWholeOf(x, y) || isWholeOf(y, x)) && digits >= WHOLE_DIGITS ? digits / 2 : 0;

/** 3198円 is in the 3100円台. */
const isFloorOf = (x: Quantity, y: Quantity): boolean => y.value >= x.value && y.value < x.value + x.room;

/** Two whole numbers with at least this many digits do not agree by chance. */
const WHOLE_DIGITS = 3;

/** 56,826.22 points are reported as 5万6826円, too. */
const isWholeOf = (x: Quantity, y: Quantity): boolean =>
  x.digits >= WHOLE_DIGITS && Number.isInteger(x.value) && Math.trunc(y.value) === x.value;
