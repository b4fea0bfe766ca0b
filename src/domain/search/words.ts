import { foldName } from '../tag/company/fold-name.ts';

/** A piece of text that is divided into terms by one method. */
export type Word =
  /** Japanese without spaces, as single letters of the folded text. */
  | { readonly kind: 'japanese'; readonly letters: readonly string[] }
  | { readonly kind: 'spaced'; readonly text: string };

const JAPANESE = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー`;
const SPACED = String.raw`[[\p{L}\p{N}\p{M}]--[${JAPANESE}]]`;

/** Matches words; letters joined by `&` are one word: M&A, S&P, AT&T. */
const WORDS = new RegExp(`([${JAPANESE}]+)|${SPACED}+(?:&${SPACED}+)*`, 'gv');

/** Marks that are removed inside words: dots of U.S., commas of 1,000, and the dot between parts of a katakana name. */
const INNER_MARKS = /(?<=(?<!\p{L})\p{L})\.(?=\p{L}(?!\p{L}))|(?<=\d),(?=\d{3})|(?<=\p{L})・(?=\p{L})/gu;

const LATIN_ACCENTS = /[\u0300-\u036f]/g;

const HIRAGANA = /\p{Script=Hiragana}/u;

const KATAKANA = /[\p{Script=Katakana}ー]/u;

/** Distance in Unicode from a hiragana letter to its katakana letter, as from ぁ to ァ. */
const KATAKANA_OFFSET = 0x60;

/**
 * The words of a text, with full and half width, capitals, accents and old forms of characters folded. Hiragana is kept,
 * since it separates the grammar of a query from its words; `foldKana` converts it to katakana.
 */
export const wordsOf = (text: string): readonly Word[] => {
  const folded = withoutAccents(foldName(text)).replace(INNER_MARKS, '');
  return Array.from(folded.matchAll(WORDS), ([word, japanese]) =>
    japanese === undefined
      ? { kind: 'spaced', text: word }
      : { kind: 'japanese', letters: Array.from(japanese) },
  );
};

/** Removes accents of Latin and Greek letters, but not the marks that turn か into が. */
const withoutAccents = (text: string): string =>
  text.normalize('NFD').replace(LATIN_ACCENTS, '').normalize('NFC');

export const isHiragana = (letter: string): boolean => HIRAGANA.test(letter);

export const isKatakana = (letter: string): boolean => KATAKANA.test(letter);

/** Converts hiragana to katakana: とよた to トヨタ. */
export const foldKana = (text: string): string =>
  text.replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + KATAKANA_OFFSET));
