const KATAKANA_WORD = /^[\p{Script=Katakana}ー]{1,3}$/u;
const KATAKANA = /[\p{Script=Katakana}ー]/u;
const LETTER = /\p{L}/u;
const PRICE_UNIT = /^[円ド]/;
const DIGIT = /\d/;

/**
 * Whether a cue at this place is a word by itself. A short katakana word is none inside a longer one (コメ in
 * コメント), a price is no currency (613円高), and one character is a country only where a phrase begins
 * (米企業, not 備蓄米).
 */
export const isWholeWord = (text: string, start: number, end: number): boolean => {
  const word = text.slice(start, end);
  const before = text.slice(Math.max(0, start - 1), start);
  if (KATAKANA_WORD.test(word)) return !KATAKANA.test(before) && !KATAKANA.test(text.slice(end, end + 1));
  if (word.length === 1) return !LETTER.test(before);
  return !(PRICE_UNIT.test(word) && DIGIT.test(before));
};
