import { findUnbroken } from './find-unbroken.ts';

/**
 * Estimated widths of characters in a bold serif font, in ems. Other characters, such as kanji, are one em wide. The
 * widths are between those of Noto Serif CJK and the wider DejaVu Serif.
 */
const WIDTHS: readonly { readonly characters: RegExp; readonly width: number }[] = [
  { characters: /[\s.,:;'’‘|!ijlI]/, width: 0.36 },
  { characters: /[mwMW%@—…]/, width: 0.98 },
  { characters: /[A-Z&]/, width: 0.76 },
  { characters: /[\u0020-\u024f\u2010-\u203a\uff61-\uff9f]/, width: 0.63 },
];

/**
 * Matches characters that may not begin a line (JIS X 4051): closing brackets, punctuation, small kana, marks of
 * voicing, length and repetition, and signs after an amount.
 */
const NO_START =
  /^[、。，．・：；？！‼⁇⁈⁉゛゜ヽヾゝゞ々ー—…‥）〕］｝〉》」』】〙〗”’ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ％‰℃!%),.:;?\]}]/;

/** Matches characters that may not end a line: opening brackets, and signs before an amount. */
const NO_END = /[（〔［｛〈《「『【〘〖“‘＄￥＃([{$¥€£#]$/;

const WORDS = new Intl.Segmenter('ja', { granularity: 'word' });
const CHARACTERS = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** Returns the estimated width of a text, in ems. */
export const widthInEms = (text: string): number =>
  Array.from(text).reduce(
    (width, character) => width + (WIDTHS.find(({ characters }) => characters.test(character))?.width ?? 1),
    0,
  );

/** Truncates a text with an ellipsis if the text is wider than `ems` ems. */
export const cutToEms = (text: string, ems: number): string => {
  if (widthInEms(text) <= ems) return text;
  const [head = ''] = splitAt(text, ems - widthInEms('…'));
  return `${head.trimEnd()}…`;
};

/**
 * Breaks a headline into the fewest lines of at most `ems` ems, with the widest line as narrow as possible. A space at
 * the end of a line is kept, and has no width. Lines break between words, in Japanese between phrases, and not between
 * a number and its unit. Only a piece that is wider than a line is cut.
 */
export const breakTitle = (title: string, ems: number): readonly string[] => {
  const pieces = piecesOf(title).flatMap((piece) => splitAt(piece, ems));
  const lines = fill(pieces, ems);
  let [narrow, wide] = [0, ems];
  while (wide - narrow > EVENNESS) {
    const middle = (narrow + wide) / 2;
    if (fill(pieces, middle).length <= lines.length) wide = middle;
    else narrow = middle;
  }
  return fill(pieces, wide);
};

/** Precision of the search for the smallest width, in ems. */
const EVENNESS = 0.1;

/** Returns the pieces between which a line may break. A space belongs to the piece before it. */
const piecesOf = (title: string): readonly string[] => {
  const stretches = findUnbroken(title);
  const pieces: string[] = [];
  for (const { segment, index } of WORDS.segment(title)) {
    const before = pieces.at(-1);
    const isWhole = stretches.some(({ start, end }) => start < index && index < end);
    if (before === undefined || !(isWhole || belongs(before, segment))) pieces.push(segment);
    else pieces[pieces.length - 1] = before + segment;
  }
  return pieces;
};

/** True if no line may break between two segments. */
const belongs = (before: string, segment: string): boolean => {
  if (/^\s/.test(segment)) return true;
  if (/\s$/.test(before)) return false;
  if (NO_START.test(segment) || NO_END.test(before)) return true;
  // Hiragana alone is a particle or an ending: it stays with the text before it, except after marks such as 、 and 。
  if (/^[ぁ-ゖ]+$/.test(segment)) return !/[、。，．・：；？！]$/.test(before);
  // A single kanji is seldom a whole word: 純 and 利益, 前 and 会長 belong together.
  if (/(?<!\p{Script=Han})\p{Script=Han}$/u.test(before) && /^\p{Script=Han}/u.test(segment)) return true;
  return LATIN.test(before.slice(-1)) && LATIN.test(segment.charAt(0));
};

const LATIN = /[\u0021-\u024f\u2010-\u203a]/;

const fill = (pieces: readonly string[], ems: number): readonly string[] => {
  const lines: string[] = [];
  for (const piece of pieces) {
    const line = lines.at(-1);
    if (line === undefined || widthInEms((line + piece).trimEnd()) > ems) lines.push(piece);
    else lines[lines.length - 1] = line + piece;
  }
  return lines;
};

/** Cuts a text into parts of at most `ems` ems, also inside words. */
const splitAt = (text: string, ems: number): readonly string[] => {
  if (widthInEms(text.trimEnd()) <= ems) return [text];
  const parts: string[] = [];
  for (const { segment } of CHARACTERS.segment(text)) {
    const part = parts.at(-1);
    if (part === undefined || widthInEms(part + segment) > ems) parts.push(segment);
    else parts[parts.length - 1] = part + segment;
  }
  return parts;
};
