const GRAPHEMES = new Intl.Segmenter('ja', { granularity: 'grapheme' });
const WORDS = new Intl.Segmenter('ja', { granularity: 'word' });

/** UTF-16 units looked at for each character allowed: room for emoji and accents, an end to garbage. */
const UNITS_A_CHARACTER = 8;

const SENTENCE_END = /[。！？][」』）]?|[.!?]["'”’)]?(?=\s)/g;

/** A sentence shorter than this share of the limit says too little to stop at. */
const LEAST_SHARE = 0.5;

/**
 * The beginning of a text, at most `limit` characters as a reader counts them (the `…` included): cut after a
 * sentence, else after a word, never inside a character. A text that fits is given back as it is.
 */
export const excerpt = (text: string, limit: number): string => {
  const window = text.slice(0, limit * UNITS_A_CHARACTER);
  const starts = Array.from(GRAPHEMES.segment(window), ({ index }) => index);
  if (window.length === text.length && starts.length <= limit) return text;
  // Two characters are kept for ` …`; the last of a window may be half of one, so its start is as far as we go.
  const end = starts[Math.min(limit - 2, starts.length - 1)] ?? 0;
  const places = new Set(starts.filter((start) => start <= end));
  const sentence = window.slice(0, lastOf(sentenceEnds(window), places));
  if (sentence.length > end * LEAST_SHARE) return `${sentence}${/[!-~]$/.test(sentence) ? ' ' : ''}…`;
  // One endless word is cut where it must be.
  const words = window.slice(0, lastOf(wordStarts(window), places) || end);
  return `${words.replace(/[\s,、;:・（(「『]+$/u, '')}…`;
};

const sentenceEnds = (text: string): readonly number[] =>
  Array.from(text.matchAll(SENTENCE_END), ({ 0: mark, index }) => index + mark.length);

const wordStarts = (text: string): readonly number[] => Array.from(WORDS.segment(text), ({ index }) => index);

/** The last position that is among the places where a text may be cut; 0 where none is. */
const lastOf = (positions: readonly number[], places: ReadonlySet<number>): number =>
  positions.findLast((position) => places.has(position)) ?? 0;
