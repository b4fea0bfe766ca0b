import type { Occasion } from '../read/event/occasions.ts';
import type { Quantity } from '../read/figure/numbers.ts';

type Relation = {
  readonly shared: number;
  /** True if neither list is empty and the lists share nothing. */
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

/** Compares the occasions of two reports. Different banks, or different parts of an event, clash. */
export const compareOccasions = (
  x: Occasion | undefined,
  y: Occasion | undefined,
): 'neither' | 'one-sided' | 'same' | 'clash' => {
  if (x === undefined && y === undefined) return 'neither';
  if (x === undefined || y === undefined) return 'one-sided';
  return x.bank === y.bank && x.part === y.part ? 'same' : 'clash';
};

/** Returns the Jaccard index of two sets of bits, 0 to 1; 0 if both are empty. */
export const bitJaccard = (a: number, b: number): number => {
  const either = countBits(a | b);
  return either === 0 ? 0 : countBits(a & b) / either;
};

export const hasAny = (bits: number, mask: number): boolean => (bits & mask) !== 0;

/** True if neither set of bits is empty and the sets share nothing. */
export const areApart = (a: number, b: number): boolean => a !== 0 && b !== 0 && !hasAny(a, b);

export const isOnOneSide = (a: number, b: number, bit: number): boolean => ((a ^ b) & bit) !== 0;

export const countBits = (bits: number): number => {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};

/** The range of plausible rates, in yen per dollar: recent rates, and a margin for texts that round both amounts. */
const YEN_PER_DOLLAR = { least: 135, most: 170 };
const ROUNDING = 0.02;
const ROUNDED_PERCENT = 0.5;

type NumberMatch = {
  /** The highest agreement of two numbers, in significant digits; 0 if no two numbers agree. */
  readonly best: number;
  readonly count: number;
  /** True if both texts have numbers of the same unit (`other` and `streak` do not count), but no two numbers agree. */
  readonly clash: boolean;
};

const NO_MATCH: NumberMatch = { best: 0, count: 0, clash: false };

/** Compares the numbers of two texts. Amounts in yen and in dollars can agree. */
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

/**
 * Returns the number of significant digits in which two numbers agree; 0 if they do not. Digits may count half, for
 * example if one text rounds or the currencies differ.
 */
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

/** Returns the agreement of two numbers of different units, one of them `other`; 0 below `WHOLE_DIGITS` digits. */
const sameSmall = (x: Quantity, y: Quantity, digits: number): number =>
  (x.value === y.value || isWholeOf(x, y) || isWholeOf(y, x)) && digits >= WHOLE_DIGITS ? digits / 2 : 0;

/** True if `y` is in the range that `x` names: 3198円 in 3100円台. */
const isFloorOf = (x: Quantity, y: Quantity): boolean => y.value >= x.value && y.value < x.value + x.room;

/** Minimum number of significant digits of two equal numbers that are probably not equal by chance. */
const WHOLE_DIGITS = 3;

/** True if `x` has `WHOLE_DIGITS` digits or more and is `y` without its fraction: 5万6826円 for 56,826.22 points. */
const isWholeOf = (x: Quantity, y: Quantity): boolean =>
  x.digits >= WHOLE_DIGITS && Number.isInteger(x.value) && Math.trunc(y.value) === x.value;
