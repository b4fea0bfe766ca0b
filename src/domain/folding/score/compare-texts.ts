import { skeletonOf } from '../read/name/names.ts';

const LONGEST_COMPARED = 120;

/** The units (UTF-16) of the text looked at. */
const units = new Uint16Array(LONGEST_COMPARED);
/** The last place of each unit in that text, counted from 1; all 0 between two comparisons. */
const lastPlace = new Uint8Array(0x10000);
/** The place before, counted from 1, at which the unit of each place stood; 0 if there is none. */
const placeBefore = new Uint8Array(LONGEST_COMPARED + 1);

/** The longest run of characters that two titles share; in characters, up to `limit`. */
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
    // A longer run than the best one has its next unit, too.
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

/** The shortest end that two titles share by more than chance; in characters. */
const SHORTEST_END = 4;

/** Texts of different names share no longer run than this; in characters, of Japanese and of English names. */
const LONGEST_OF_OTHERS = { ja: 1, en: 3 };

/**
 * The share of the shorter title that both end with, where what stands before that has nothing in common: two names of
 * which one thing is said. Digits count as alike.
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

/** Whether all characters of the shorter stand in the longer in the same order: 大ガス in 大阪ガス. */
export const isAbbreviation = (short: string, long: string): boolean =>
  short.length >= 2 && short.length < long.length && short[0] === long[0] && isInOrderIn(short, long);

const isInOrderIn = (short: string, long: string): boolean => {
  let next = 0;
  for (const character of long) if (character === short[next]) next += 1;
  return next >= short.length;
};

/**
 * Whether two titles say one thing of two names: more than half of each stands around a part of its own, a clause of it
 * behind that, and neither part may be a form of the other. The parts stand in the first clause: behind a space, a title
 * says more of the same. Numbers count as alike.
 */
export const saySameOfOthers = (a: string, b: string): boolean => {
  // Most pairs end apart: asking that first takes a fifth of the time.
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
    areOtherNames(x.slice(start, x.length - end), y.slice(start, y.length - end))
  );
};

const NUMBER = /\d[\d.]*/g;
const LETTER = /\p{L}/u;

/** The shortest clause that says what a name does; in characters. */
const SHORTEST_CLAUSE = 5;

/** Whether two parts of titles name two things: no short form, no other spelling, and less than half of one in the other. */
const areOtherNames = (a: string, b: string): boolean => {
  if (!LETTER.test(a) || !LETTER.test(b) || isInOrderIn(a, b) || isInOrderIn(b, a)) return false;
  const half = Math.ceil(Math.min(a.length, b.length) / 2);
  if (half > 1 && longestCommonRun(a, b, half) === half) return false;
  return !FOREIGN.test(a) || !FOREIGN.test(b) || skeletonOf(a) !== skeletonOf(b);
};

/** A name in katakana or Latin letters. */
const FOREIGN = /^(?:[ァ-ヴー・]+|[a-z&. ]+)$/u;
