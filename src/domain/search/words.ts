import type { Stretch } from '../stretch.ts';
import { foldName } from '../tag/company/fold-name.ts';

/** A run of Japanese letters, or a word in another script. */
export type Word = { readonly kind: 'japanese' | 'spaced'; readonly text: string };

const JAPANESE = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー`;
const SPACED = String.raw`[[\p{L}\p{N}\p{M}]--[${JAPANESE}]]`;

/** Matches words. Non-Japanese letters joined by `&` are one word: M&A, S&P, AT&T. */
const WORDS = new RegExp(`([${JAPANESE}]+)|${SPACED}+(?:&${SPACED}+)*`, 'gv');

/** Matches marks that are removed inside words: dots of U.S., commas of 1,000, and ・ between letters. */
const INNER_MARKS = /(?<=(?<!\p{L})\p{L})\.(?=\p{L}(?!\p{L}))|(?<=\d),(?=\d{3})|(?<=\p{L})・(?=\p{L})/gu;

const LATIN_ACCENTS = /[\u0300-\u036f]/g;

/** Distance in Unicode from a hiragana letter to its katakana letter, as from ぁ to ァ. */
const KATAKANA_OFFSET = 0x60;

/**
 * Returns the words of a text, with full and half width, capitals, accents and old forms of characters folded. Hiragana
 * is not folded (see `foldKana`), because it shows the grammar of a query.
 */
export const wordsOf = (text: string): readonly Word[] =>
  Array.from(foldText(text).replace(INNER_MARKS, '').matchAll(WORDS), readWord);

/** A word. `letters`: for each UTF-16 unit of the word, the stretch of the text from which it comes. */
export type PlacedWord = { readonly word: Word; readonly letters: readonly Stretch[] };

/** Returns the words of a text, as `wordsOf` does, with their places. */
export const placedWordsOf = (text: string): readonly PlacedWord[] => {
  const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });
  const pieces = Array.from(graphemes.segment(text), ({ segment, index }) => {
    const place = { start: index, end: index + segment.length };
    return { folded: foldText(segment), place };
  });
  const folded = pieces.map((piece) => piece.folded).join('');
  const places = pieces.flatMap((piece) => piece.folded.split('').map(() => piece.place));
  const marks = new Set(
    Array.from(folded.matchAll(INNER_MARKS)).flatMap(({ 0: mark, index }) =>
      Array.from(mark, (_, n) => index + n),
    ),
  );
  const kept = places.filter((_, n) => !marks.has(n));
  return Array.from(folded.replace(INNER_MARKS, '').matchAll(WORDS), (match) => ({
    word: readWord(match),
    letters: kept.slice(match.index, match.index + match[0].length),
  }));
};

const readWord = ({ 0: text, 1: japanese }: RegExpMatchArray): Word => ({
  kind: japanese === undefined ? 'spaced' : 'japanese',
  text,
});

/** Folds a text and removes the accents of é and ά, but not the marks that turn か into が. */
const foldText = (text: string): string =>
  foldName(text).normalize('NFD').replace(LATIN_ACCENTS, '').normalize('NFC');

export const isHiragana = (letter: string): boolean => /\p{Script=Hiragana}/u.test(letter);

export const isKatakana = (letter: string): boolean => /[\p{Script=Katakana}ー]/u.test(letter);

/** Converts hiragana to katakana: とよた to トヨタ. */
export const foldKana = (text: string): string =>
  text.replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + KATAKANA_OFFSET));
