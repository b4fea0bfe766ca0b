import { bigramKey } from './background.ts';
import { hashText } from './hash-text.ts';
import { stemsOf } from './stems.ts';

const LETTER = /[\p{L}\p{N}%]/u;

/** Returns the keys of a text: bigrams of letters, digits and percent signs for Japanese, stems for English. */
export const gramsOf = (text: string, language: 'en' | 'ja'): readonly number[] =>
  language === 'ja' ? bigramsOf(text) : stemsOf(text).map(hashText);

const bigramsOf = (text: string): readonly number[] => {
  const found: number[] = [];
  for (let i = 0; i + 1 < text.length; i += 1)
    if (isLetter(text.charCodeAt(i)) && isLetter(text.charCodeAt(i + 1)))
      found.push(bigramKey(text.charCodeAt(i), text.charCodeAt(i + 1)));
  return found;
};

const UNITS = 0x10000;
const UNKNOWN = 2;
const letters = new Uint8Array(UNITS).fill(UNKNOWN);

/** True if a UTF-16 unit is a letter, a digit or a percent sign. The answers are cached. */
const isLetter = (unit: number): boolean => {
  if (letters[unit] === UNKNOWN) letters[unit] = LETTER.test(String.fromCharCode(unit)) ? 1 : 0;
  return letters[unit] === 1;
};
