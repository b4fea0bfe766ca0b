const GRAPHEMES = new Intl.Segmenter('ja', { granularity: 'grapheme' });

// "U.S." and "Mr." end no sentence: an English one is longer than that.

/** The first sentence of a text, cut at `limit` characters as a reader counts them: a title for an item that has none. */
export const firstSentence = (text: string, limit: number): string => {
  const line = text.split('\n', 1)[0] ?? '';
  const end = line.search(/(?<=.{2})[。！？]|(?<=.{14})[.!?](\s|$)/);
  const sentence = end === -1 ? line : line.slice(0, end + 1);
  const characters = [...GRAPHEMES.segment(sentence.slice(0, limit * 8))].map(({ segment }) => segment);
  return characters.length <= limit ? characters.join('') : `${characters.slice(0, limit - 1).join('')}…`;
};
