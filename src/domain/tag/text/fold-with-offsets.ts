import { foldName } from '../company/fold-name.ts';

/** A folded copy of a text, and for each of its UTF-16 units where in the text it came from. */
export type Folded = {
  readonly text: string;
  /** Of the text as given: where the unit at the index of the copy begins, and where its piece ends. */
  readonly startOf: (index: number) => number;
  readonly endOf: (index: number) => number;
  /** Whether a piece of the text begins before the unit; not so inside the three that ㈱ becomes. */
  readonly isBorder: (index: number) => boolean;
};

/** A base character with the marks that melt into it: か + ゛, or half-width ｶ + ﾞ. */
const PIECE = /[\s\S][\p{M}\u3099\u309a\uff9e\uff9f]*/gu;

/** Marks, half-width kana and the letters of Hangul syllables. */
const MELTS = /[\p{M}\uff61-\uff9f\u1100-\u11ff]/u;

const same = (index: number): number => index;
const next = (index: number): number => index + 1;
const always = (): boolean => true;

/** Folds a text piece by piece, since folding changes lengths: ㈱ becomes three characters, ｶﾞ one. */
export const foldWithOffsets = (text: string): Folded => {
  const whole = foldName(text);
  // Without marks that melt into others folding only ever lengthens: as long as before means one to one.
  if (whole.length === text.length && !MELTS.test(text))
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
