const LATIN = /\p{Script=Latin}/u;
const DIGIT = /\d/;
const MARK = /\p{M}/u;

const KIND = { other: 0, letter: 1, digit: 2, mark: 3 } as const;

const kindOf = (char: string): number => {
  if (LATIN.test(char)) return KIND.letter;
  if (DIGIT.test(char)) return KIND.digit;
  return MARK.test(char) ? KIND.mark : KIND.other;
};

/** The kind of each UTF-16 unit: all the units of all texts are asked for it. */
const KINDS = Uint8Array.from({ length: 0x10000 }, (_, unit) => kindOf(String.fromCharCode(unit)));

/** Whether a cut before this unit of the text would part two letters of a Latin word, two digits, or a mark from its base. */
export const cutsAWord = (text: string, index: number): boolean => {
  if (index === 0 || index === text.length) return false;
  const kind = KINDS[text.charCodeAt(index)];
  return kind === KIND.mark || (kind !== KIND.other && kind === KINDS[text.charCodeAt(index - 1)]);
};
