import { skeletonOf } from '../read/name/names.ts';

const LONGEST_COMPARED = 120;

/** The UTF-16 units of the longer text. Places in this text are numbered from 1 in the arrays below. */
const units = new Uint16Array(LONGEST_COMPARED);
/** For each unit, the last place of the unit in the longer text; all 0 between two comparisons. */
const lastPlace = new Uint8Array(0x10000);
/** For each place, the previous place of the same unit; 0 for the first place of a unit. */
const placeBefore = new Uint8Array(LONGEST_COMPARED + 1);

/**
 * Returns the length of the longest run of characters that two texts share, at most `limit`. Only the first
 * `LONGEST_COMPARED` characters of the longer text are compared.
 */
export const longestCommonRun = (a: string, b: string, limit: number): number => {
  if (a.length > b.length) return longestCommonRun(b, a, limit);
  const length = Math.min(b.length, LONGEST_COMPARED);
  for (let j = 0; j < length; j += 1) {
    const unit = b.charCodeAt(j);
    units[j] = unit;
    placeBefore[j + 1] = lastPlace[unit] as number;
    lastPlace[unit] = j + 1;
  }
  let best = 0;
  for (let i = 0; i + best < a.length && best < limit; i += 1) {
    const end = Math.min(limit, a.length - i);
    // A longer run from `i` must contain this unit.
    let beyond = a.charCodeAt(i + best);
    let place = lastPlace[a.charCodeAt(i)] as number;
    for (; place > 0; place = placeBefore[place] as number) {
      const j = place - 1;
      if (j + best >= length || units[j + best] !== beyond) continue;
      let run = 1;
      while (run < end && j + run < length && units[j + run] === a.charCodeAt(i + run)) run += 1;
      if (run <= best) continue;
      best = run;
      if (best === end) break;
      beyond = a.charCodeAt(i + best);
    }
  }
  for (let j = 0; j < length; j += 1) lastPlace[units[j] as number] = 0;
  return best;
};

export const commonPrefix = (a: string, b: string): number => {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
};

/** Minimum length, in characters, of a title after it is cut short. Shorter titles may agree by chance. */
const SHORTEST_CUT = 10;

/**
 * True if one title has `SHORTEST_CUT` characters or more and is the other up to a space or a Japanese comma. Some
 * outlets print only the first clause of a title.
 */
export const isCutShort = (a: string, b: string): boolean => {
  if (a.length > b.length) return isCutShort(b, a);
  const next = b[a.length];
  return a.length >= SHORTEST_CUT && (next === ' ' || next === '、') && b.startsWith(a);
};

/** Minimum length, in characters, of a common end of two titles. Shorter ends may be equal by chance. */
const SHORTEST_END = 4;

/** Maximum length, in characters, of a common run of two different names, by language. */
const LONGEST_OF_OTHERS = { ja: 1, en: 3 };

/**
 * Returns the length of the common end of two titles as a share of the shorter title, 0 to 1; all digits count as
 * equal. Returns 0 if the end is shorter than `SHORTEST_END` or a whole title, or if the beginnings share a run that is
 * longer than `LONGEST_OF_OTHERS`.
 */
export const endAfterOthers = (a: string, b: string, language: 'en' | 'ja'): number => {
  let end = 0;
  while (
    end < a.length &&
    end < b.length &&
    areAlike(a.charCodeAt(a.length - 1 - end), b.charCodeAt(b.length - 1 - end))
  )
    end += 1;
  if (end < SHORTEST_END || end === a.length || end === b.length) return 0;
  const limit = LONGEST_OF_OTHERS[language] + 1;
  return longestCommonRun(a.slice(0, a.length - end), b.slice(0, b.length - end), limit) < limit
    ? end / Math.min(a.length, b.length)
    : 0;
};

const ZERO = 48;
const NINE = 57;
const areAlike = (x: number, y: number): boolean =>
  x === y || (x >= ZERO && x <= NINE && y >= ZERO && y <= NINE);

/**
 * True if `short` may abbreviate `long`: `short` has two characters or more, both begin with the same character, and
 * `long` is longer and has all characters of `short` in the same order (大ガス, 大阪ガス).
 */
export const isAbbreviation = (short: string, long: string): boolean =>
  short.length >= 2 && short.length < long.length && short[0] === long[0] && isInOrderIn(short, long);

const isInOrderIn = (short: string, long: string): boolean => {
  let next = 0;
  for (const character of long) if (character === short[next]) next += 1;
  return next >= short.length;
};

/**
 * True if two titles say the same about two names: they differ only in one part of the first clause, and the two parts
 * are different names. More than half of each title must be common, and at least `SHORTEST_CLAUSE` characters at the
 * end. All numbers count as equal.
 */
export const saySameOfOthers = (a: string, b: string): boolean => {
  // Most pairs differ in their last character and need only this check.
  if (!areAlike(a.charCodeAt(a.length - 1), b.charCodeAt(b.length - 1))) return false;
  const [x, y] = [a.replace(NUMBER, '0'), b.replace(NUMBER, '0')];
  const start = commonPrefix(x, y);
  const most = Math.min(x.length, y.length) - start;
  let end = 0;
  while (end < most && x[x.length - 1 - end] === y[y.length - 1 - end]) end += 1;
  return (
    end >= SHORTEST_CLAUSE &&
    !x.slice(0, start).includes(' ') &&
    2 * (start + end) > Math.max(x.length, y.length) &&
    areOtherNames(x.slice(start, x.length - end), y.slice(start, y.length - end), start > 0)
  );
};

const NUMBER = /\d[\d.]*/g;
const LETTER = /\p{L}/u;

/** Matches the beginning of a text that follows a whole name. */
const PARTICLE = /^[のでがはにを、 氏]/u;

/** Minimum length, in characters, of the common end after two names. */
const SHORTEST_CLAUSE = 5;

/**
 * True if two texts name different things. False if a text has no letter, if one text abbreviates the other, if the
 * texts spell one name differently, or if they share a run of two characters or more that is half the shorter text.
 * `followName`: a common text stands before both; then also false if a text begins with a particle.
 */
const areOtherNames = (a: string, b: string, followName: boolean): boolean => {
  if (followName && (PARTICLE.test(a) || PARTICLE.test(b))) return false;
  if (!LETTER.test(a) || !LETTER.test(b) || isInOrderIn(a, b) || isInOrderIn(b, a)) return false;
  const half = Math.ceil(Math.min(a.length, b.length) / 2);
  if (half > 1 && longestCommonRun(a, b, half) === half) return false;
  return !FOREIGN.test(a) || !FOREIGN.test(b) || skeletonOf(a) !== skeletonOf(b);
};

/** Matches a name in katakana or Latin letters. */
const FOREIGN = /^(?:[ァ-ヴー・]+|[a-z&. ]+)$/u;
