import type { ConfigProblem } from '../../domain/config.ts';
import { foldName } from '../../domain/tag/company/fold-name.ts';
import { collectProblems } from './config-problems.ts';

/** From a `#` that begins a line or follows a blank. */
const COMMENT = /(^|\s)#.*$/su;

/**
 * Reads a list of words, one a line. Skips empty lines, and comments: a `#` at the beginning of a line or after a blank,
 * and what follows it. `single`: a word may have no blank; otherwise English phrases may, one between two words. A word
 * with a problem is left out.
 */
export const parseWords = (
  file: string,
  text: string,
  single: boolean,
): { readonly words: readonly string[]; readonly problems: readonly ConfigProblem[] } => {
  const { report, problems } = collectProblems();
  const words: string[] = [];
  const lineOf = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    const word = line.replace(COMMENT, '').trim();
    if (word === '') continue;
    const place = { file, line: index + 1, column: line.indexOf(word) + 1 };
    const fault = faultIn(word, single);
    const earlier = lineOf.get(foldName(word));
    if (fault !== undefined)
      report({ ...place, column: place.column + fault.at }, `"${word}" ${fault.message}`);
    else if (earlier !== undefined)
      report(place, `"${word}" is already on line ${earlier}; take one of the two out`);
    else {
      words.push(word);
      lineOf.set(foldName(word), place.line);
    }
  }
  return { words, problems };
};

type Fault = { readonly at: number; readonly message: string };

/** What is wrong with a word, and how many UTF-16 units after its beginning. */
const faultIn = (word: string, single: boolean): Fault | undefined => {
  const odd = ODD.exec(word);
  if (odd !== null) return { at: odd.index, message: oddMessage(odd[0]) };
  const blank = (single ? BLANK : WRONG_BLANK).exec(word);
  if (blank !== null)
    return {
      at: blank[0].search(BLANK) + blank.index,
      message: single ? `has a blank in it; ${ONE_A_LINE}` : `has a blank in it; ${ONE_A_LINE}. ${PHRASES}`,
    };
  return /[\p{L}\p{N}]/u.test(word) ? undefined : { at: 0, message: 'has no letter or digit; take it out' };
};

const ONE_A_LINE = 'write each word on a line of its own';
const PHRASES = 'English phrases alone may have blanks, one between two words';

/** Whatever is neither a letter, a digit or a blank, nor a sign that words are written with. */
const ODD = /[^\p{L}\p{M}\p{N}\s'’.&+!*?/%・-]/u;

const SEPARATOR = /[|,、，;；]/u;

const oddMessage = (char: string): string => {
  if (SEPARATOR.test(char)) return `has "${char}" in it; ${ONE_A_LINE}`;
  const code = `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const name = /\p{C}/u.test(char) ? `the invisible character ${code}` : `"${char}"`;
  return `has ${name} in it; take it out: a word has letters, digits and ' . & + ! * ? / % ・ - alone`;
};

const BLANK = /\s/u;

const JAPANESE = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー]';

/** Two blanks in a row, a blank other than the plain space, or a blank beside a Japanese character. */
const WRONG_BLANK = new RegExp(`\\s{2}|[^\\S ]|${JAPANESE}\\s|\\s${JAPANESE}`, 'u');
