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
  // The last character of a window may be half of one, so its start is as far as we go.
  const end = starts[Math.max(0, Math.min(limit - 2, starts.length - 1))] ?? 0;
  const sentence = window.slice(0, lastSentenceEnd(window, end));
  if (sentence.length >= end * LEAST_SHARE)
    return `${sentence}${/[。！？」』）]$/.test(sentence) ? '' : ' '}…`;
  return `${window.slice(0, lastWordEnd(window, end, new Set(starts))).replace(/[\s,、;:・（(「『]+$/u, '')}…`;
};

const lastSentenceEnd = (text: string, limit: number): number =>
  Array.from(text.slice(0, limit + 1).matchAll(SENTENCE_END), ({ 0: mark, index }) => index + mark.length)
    .filter((end) => end <= limit)
    .at(-1) ?? 0;

const lastWordEnd = (text: string, limit: number, characters: ReadonlySet<number>): number => {
  let last = 0;
  for (const { index } of WORDS.segment(text)) {
    if (index > limit) break;
    if (characters.has(index)) last = index;
  }
  // One endless word is cut where it must be.
  return last === 0 ? limit : last;
};
