import { bigramKey } from './background.ts';
import { stemWords } from './glossary.ts';
import { hashText } from './hash-text.ts';

const STOP = new Set(
  'a an the of to in on for at by with as and or from its it is are be was were will has have had that this than after over into up out amid new say said japan japanes compan firm'.split(
    ' ',
  ),
);

const LETTER = /[\p{L}\p{N}%]/u;

/** The pieces of a text that are compared: bigrams within runs of letters and digits (Japanese), stems (English). */
export const gramsOf = (text: string, language: 'en' | 'ja'): readonly number[] =>
  language === 'ja' ? bigramsOf(text) : stemsOf(text).map(hashText);

/** The stems of an English text without the words that every text has. */
export const stemsOf = (text: string): readonly string[] =>
  stemWords(text.replace(BETWEEN_WORDS, ' ')).filter((stem) => !STOP.has(stem));

/** A hyphen between words, which another paper leaves out. */
const BETWEEN_WORDS = /(?<=[a-z])-(?=[a-z])/gi;

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

/** Remembered per UTF-16 unit: the same few thousand are asked for all the time. */
const isLetter = (unit: number): boolean => {
  if (letters[unit] === UNKNOWN) letters[unit] = LETTER.test(String.fromCharCode(unit)) ? 1 : 0;
  return letters[unit] === 1;
};
