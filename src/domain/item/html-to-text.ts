const BLOCK_END =
  /<\/(p|div|li|ul|ol|h[1-6]|blockquote|tr|table|pre|figure|figcaption|section|article)>|<(br|hr)\s*\/?>/gi;

const ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" }));

/** Converts sanitised HTML to plain text without empty lines. Only `ENTITIES` are decoded. */
export const htmlToText = (html: string): string =>
  html
    .replace(/\s+/g, ' ')
    .replace(BLOCK_END, '\n')
    .replace(/<[^<>]*>/g, '')
    // After the tags are removed, the combining marks of many elements may follow each other.
    .replace(MARKS_WITHOUT_END, '$1')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (entity, name: string) => ENTITIES.get(name) ?? entity)
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');

const MARKS_WITHOUT_END = /([\p{M}\uff9e\uff9f]{30})[\p{M}\uff9e\uff9f]+/gu;

/** Limits a text to thirty combining marks in a row (UAX #15 §13), because normalisation takes quadratic time. */
export const withFewMarks = (text: string): string => text.replace(MARKS_WITHOUT_END, '$1');

/**
 * Returns the first sentence of a text's first line, at most `limit` graphemes long; empty for an empty line. An
 * English sentence ends after 14 characters at the earliest, so that "Mr." at its beginning is not a sentence.
 */
export const firstSentence = (text: string, limit: number): string => {
  const line = text.split('\n', 1)[0] ?? '';
  const end = line.search(/(?<=.{2})[。！？]|(?<=.{14})[.!?](\s|$)/);
  const sentence = end === -1 ? line : line.slice(0, end + 1);
  const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });
  // Joined emoji can make a grapheme of any length.
  const start = sentence.slice(0, limit * 8);
  const characters = [...graphemes.segment(start)].map(({ segment }) => segment);
  if (start === sentence && characters.length <= limit) return sentence;
  return `${characters.slice(0, Math.min(characters.length, limit) - 1).join('')}…`;
};
