import { foldName } from '../tag/company/fold-name.ts';

/** A stretch of text that is cut into terms in one way. */
export type Word =
  /** Japanese without spaces: letters of the folded text, one by one. */
  | { readonly kind: 'japanese'; readonly letters: readonly string[] }
  | { readonly kind: 'spaced'; readonly text: string };

const JAPANESE = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー`;
const SPACED = String.raw`[[\p{L}\p{N}\p{M}]--[${JAPANESE}]]`;

/** A word of letters with `&` inside is one: M&A, S&P, AT&T. */
const WORDS = new RegExp(`([${JAPANESE}]+)|${SPACED}+(?:&${SPACED}+)*`, 'gv');

/** Dots of U.S., commas of 1,000, and the dot that some write between the parts of a katakana name. */
const INNER_MARKS = /(?<=(?<!\p{L})\p{L})\.(?=\p{L}(?!\p{L}))|(?<=\d),(?=\d{3})|(?<=\p{L})・(?=\p{L})/gu;

const LATIN_ACCENTS = /[\u0300-\u036f]/g;

const HIRAGANA = /\p{Script=Hiragana}/u;

const KATAKANA = /[\p{Script=Katakana}ー]/u;

/** From ぁ to ァ, and so for all that have a twin. */
const KATAKANA_OFFSET = 0x60;

/**
 * The words of a text, full and half width, capitals, accents and old forms of characters folded. Hiragana is
 * left as it is: it tells the grammar of a question from its words; `foldKana` makes it katakana.
 */
export const wordsOf = (text: string): readonly Word[] => {
  const folded = withoutAccents(foldName(text)).replace(INNER_MARKS, '');
  return Array.from(folded.matchAll(WORDS), ([word, japanese]) =>
    japanese === undefined
      ? { kind: 'spaced', text: word }
      : { kind: 'japanese', letters: Array.from(japanese) },
  );
};

/** Accents of Latin and Greek letters go; those that make が of か stay. */
const withoutAccents = (text: string): string =>
  text.normalize('NFD').replace(LATIN_ACCENTS, '').normalize('NFC');

export const isHiragana = (letter: string): boolean => HIRAGANA.test(letter);

export const isKatakana = (letter: string): boolean => KATAKANA.test(letter);

/** とよた as トヨタ. */
export const foldKana = (text: string): string =>
  text.replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + KATAKANA_OFFSET));
