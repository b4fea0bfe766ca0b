const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/**
 * A pattern of a Japanese, Chinese or Korean character. A line may break beside such a character, but not between the
 * character and its opening or closing signs.
 */
const JAPANESE = '[\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\uff00-\\uffe6]';
const OPENING = '[“‘「『（【〈《〔]';
const CLOSING = '[”’」』）】〉》〕、。，．！？ー・….,;:!?)]';

/**
 * Matches the pieces between which a line may break: spaces, words, and single characters of `JAPANESE`. A piece includes
 * its opening and closing signs.
 */
const PIECES = new RegExp(
  `(?:${OPENING}*${JAPANESE}|(?:(?!${OPENING}*${JAPANESE})\\S)+)${CLOSING}*|\\s+`,
  'gu',
);

/** Returns the width of a text in columns of a terminal; wide characters, such as kanji, take two (UAX #11). */
export const widthOf = (text: string): number =>
  Array.from(text).reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0);

/**
 * Breaks a text into lines of at most `columns` columns; empty for a text of spaces. A word that is wider than a line,
 * such as an address, gets its own line.
 */
export const wrapText = (text: string, columns: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const [piece] of text.matchAll(PIECES)) {
    if (line !== '' && widthOf(line + piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? piece.trimStart() : piece;
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
};
