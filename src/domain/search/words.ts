import type { Stretch } from '../stretch.ts';
import { foldName } from '../tag/company/fold-name.ts';

/** A piece of text that is divided into terms by one method: Japanese has no spaces. */
export type Word = { readonly kind: 'japanese' | 'spaced'; readonly text: string };

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
export const wordsOf = (text: string): readonly Word[] =>
  Array.from(foldText(text).replace(INNER_MARKS, '').matchAll(WORDS), readWord);

/** A word, and for each of its letters (UTF-16 units) the stretch of the text that the letter was folded from. */
export type PlacedWord = { readonly word: Word; readonly letters: readonly Stretch[] };

/** The words of a text, as `wordsOf`, with their places. */
export const placedWordsOf = (text: string): readonly PlacedWord[] => {
  const pieces = Array.from(GRAPHEMES.segment(text), ({ segment, index }) => {
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

const GRAPHEMES = new Intl.Segmenter('ja', { granularity: 'grapheme' });

const readWord = ({ 0: text, 1: japanese }: RegExpMatchArray): Word => ({
  kind: japanese === undefined ? 'spaced' : 'japanese',
  text,
});

const foldText = (text: string): string => withoutAccents(foldName(text));

/** Removes accents of Latin and Greek letters, but not the marks that turn か into が. */
const withoutAccents = (text: string): string =>
  text.normalize('NFD').replace(LATIN_ACCENTS, '').normalize('NFC');

export const isHiragana = (letter: string): boolean => HIRAGANA.test(letter);

export const isKatakana = (letter: string): boolean => KATAKANA.test(letter);

/** Converts hiragana to katakana: とよた to トヨタ. */
export const foldKana = (text: string): string =>
  text.replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + KATAKANA_OFFSET));
