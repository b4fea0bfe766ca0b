import { foldName } from '../company/fold-name.ts';

/** A copy of a text in the spelling of `foldName`, and for each UTF-16 unit of the copy its offsets in the original. */
type Folded = {
  readonly text: string;
  /** Returns where the character of a unit, with its marks, begins in the original. */
  readonly startOf: (index: number) => number;
  /** Returns where the character of a unit, with its marks, ends in the original. */
  readonly endOf: (index: number) => number;
  /** True if a character of the original begins at the unit, or the copy ends there; false inside a folded ㈱. */
  readonly isBorder: (index: number) => boolean;
};

/** Matches a character and what it combines with: か and U+3099, half-width ｶ and ﾞ, or the letters of a Hangul syllable. */
const PIECE = /[\s\S][\p{M}\u3099\u309a\uff9e\uff9f\u1160-\u11ff]*/gu;

/** Matches marks, Hangul letters and half-width kana, which folding may combine, and two-unit characters, such as 𝐀. */
const SHORTENED = /[\p{M}\uff61-\uff9f\u1100-\u11ff\u{10000}-\u{10ffff}]/u;

const same = (index: number): number => index;
const next = (index: number): number => index + 1;
const always = (): boolean => true;

/** Spells a text as `foldName` does, with the offsets in the original: ㈱ becomes three characters, ｶﾞ becomes one. */
export const foldWithOffsets = (text: string): Folded => {
  const whole = foldName(text);
  // In most texts, each unit becomes one unit.
  if (whole.length === text.length && !SHORTENED.test(text))
    return { text: whole, startOf: same, endOf: next, isBorder: always };
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of text.matchAll(PIECE)) {
    const piece = foldName(match[0]);
    for (let unit = 0; unit < piece.length; unit++) {
      starts.push(match.index);
      ends.push(match.index + match[0].length);
    }
    folded += piece;
  }
  return {
    text: folded,
    startOf: (index) => starts[index] ?? text.length,
    endOf: (index) => ends[index] ?? text.length,
    isBorder: (index) => starts[index] !== starts[index - 1],
  };
};
