const startsOf = (text: string, granularity: 'grapheme' | 'word'): readonly number[] =>
  Array.from(new Intl.Segmenter('ja', { granularity }).segment(text), ({ index }) => index);

/**
 * Number of UTF-16 units that are read for each allowed character: enough for most emoji and accents, and few enough to
 * bound the time for a hostile text.
 */
const UNITS_A_CHARACTER = 8;

const SENTENCE_END = /[。！？][」』）]?|[.!?]["'”’)]?(?=\s)/g;

/** Minimum length of an excerpt that ends after a sentence, as a share of the limit. */
const MIN_SHARE = 0.5;

/**
 * Returns the beginning of a text, at most `limit` graphemes with the `…`. The text is cut after a sentence, else after
 * a word, else between two graphemes. A text that fits is returned unchanged.
 */
export const excerpt = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const window = text.slice(0, limit * UNITS_A_CHARACTER);
  const starts = startsOf(window, 'grapheme');
  if (window.length === text.length && starts.length <= limit) return text;
  // Two characters are reserved for ` …`. `window` may end inside a character, so the latest place for a cut is the
  // start of that character.
  const end = starts[Math.min(limit - 2, starts.length - 1)] ?? 0;
  const places = new Set(starts.filter((start) => start <= end));
  const sentence = window.slice(0, lastOf(sentenceEnds(window), places));
  if (sentence.length > end * MIN_SHARE) return `${sentence}${/[!-~]$/.test(sentence) ? ' ' : ''}…`;
  const words = window
    .slice(0, lastOf(startsOf(window, 'word'), places))
    .replace(/[\s,、;:・（(「『]+$/u, '');
  // If the first word is longer than the limit, it is cut at the limit.
  return `${words === '' ? window.slice(0, end) : words}…`;
};

const sentenceEnds = (text: string): readonly number[] =>
  Array.from(text.matchAll(SENTENCE_END), ({ 0: mark, index }) => index + mark.length);

/** Returns the last position where the text may be cut; 0 without such a position. */
const lastOf = (positions: readonly number[], places: ReadonlySet<number>): number =>
  positions.findLast((position) => places.has(position)) ?? 0;
