import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConfigProblem } from '../../domain/config.ts';
import { foldName } from '../../domain/tag/company/fold-name.ts';
import { WORD_LIST_NAMES, type WordListName, type WordLists } from '../../domain/tag/word-lists.ts';
import { collectProblems, suggestion } from './config-problems.ts';
import { readText, remedyFor } from './read-text.ts';

const SHIPPED = fileURLToPath(new URL('../../../config/words/', import.meta.url));

/** Lists of single words; the other lists may have English phrases of several words. */
const SINGLE_WORDS: ReadonlySet<WordListName> = new Set<WordListName>([
  'stop-words',
  'name-japanese-words',
  'name-places',
  'name-surnames',
  'name-romanised',
  'name-abbreviations',
  'name-everyday-words',
  'before-name',
  'after-name',
  'trades',
  'major-companies',
  'family-names',
]);

/** Reads the word lists of a config folder. A shipped list replaces an absent file, but not an empty file. */
export const readWords = async (
  config: string,
): Promise<{ readonly words: WordLists; readonly problems: readonly ConfigProblem[] }> => {
  const folder = join(config, 'words');
  const { files, problems } = await filesOf(folder);
  const lists = await Promise.all(
    WORD_LIST_NAMES.map((name) => readList(files.includes(`${name}.txt`) ? folder : SHIPPED, name)),
  );
  return {
    words: Object.fromEntries(lists.map(({ name, words }) => [name, words])) as WordLists,
    problems: [...problems, ...lists.flatMap((list) => list.problems)],
  };
};

const filesOf = async (
  folder: string,
): Promise<{ readonly files: readonly string[]; readonly problems: readonly ConfigProblem[] }> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => error);
  if (names instanceof Error) {
    if (names.code === 'ENOENT') return { files: [], problems: [] };
    const message = `this folder cannot be read (${names.code ?? names.message}); ${remedyFor(names.code, 'folder')}`;
    return { files: [], problems: [{ file: folder, line: 1, column: 1, message }] };
  }
  const files = names.filter((name) => /^[^.].*\.txt$/.test(name)).toSorted();
  const unknown = files.filter((name) => !KNOWN.includes(name));
  // A copy beside its list must not replace the list.
  const absent = KNOWN.filter((name) => !files.includes(name));
  return {
    files,
    problems: unknown.map((name) => ({
      ...{ file: join(folder, name), line: 1, column: 1 },
      message: `no list is named "${name}"; ${suggestion(name, absent, REMEDY)}`,
    })),
  };
};

const KNOWN = WORD_LIST_NAMES.map((name) => `${name}.txt`);

const REMEDY = 'remove the file, or give it a name from docs/configuration.md';

type WordList = {
  readonly name: WordListName;
  readonly words: readonly string[];
  readonly problems: readonly ConfigProblem[];
};

const readList = async (folder: string, name: WordListName): Promise<WordList> => {
  const file = join(folder, `${name}.txt`);
  const read = await readText(file);
  if (read.kind === 'text') return { name, ...parseWords(file, read.text, SINGLE_WORDS.has(name)) };
  if (read.kind === 'unreadable') return { name, words: [], problems: [read.problem] };
  // The file was removed after the folder was listed, or is a link without a target.
  if (folder !== SHIPPED) return readList(SHIPPED, name);
  return { name, words: [], problems: [{ file, line: 1, column: 1, message: NOT_SHIPPED }] };
};

const NOT_SHIPPED =
  'this file is missing, and it comes with Kawaraban; restore it, or install Kawaraban again';

/** A comment: a `#` at the start or after a blank, and the rest of the line. */
const COMMENT = /(^|\s)#.*$/su;

/**
 * Reads a list of words, one a line, and skips comments. If `single`, a word with a blank is wrong. A wrong or repeated
 * word is reported and left out.
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
      report(place, `"${word}" is already on line ${earlier}; remove one of the two`);
    else {
      words.push(word);
      lineOf.set(foldName(word), place.line);
    }
  }
  return { words, problems };
};

type Fault = { readonly at: number; readonly message: string };

/** Returns the problem of a word and its offset in UTF-16 units; undefined for a valid word. */
const faultIn = (word: string, single: boolean): Fault | undefined => {
  const odd = ODD.exec(word);
  if (odd !== null) return { at: odd.index, message: oddMessage(odd[0]) };
  const blank = (single ? BLANK : WRONG_BLANK).exec(word);
  if (blank !== null)
    return {
      at: blank[0].search(BLANK) + blank.index,
      message: single
        ? `has a blank in it, but this list has only single words; ${NO_BLANK}`
        : blankMessage(blank[0]),
    };
  return /[\p{L}\p{N}]/u.test(word) ? undefined : { at: 0, message: 'has no letter or digit; remove it' };
};

const ONE_A_LINE = 'write each word on a line of its own';
const NO_BLANK = `remove the blank, or ${ONE_A_LINE}`;

/** A character that a word must not have. */
const ODD = /[^\p{L}\p{M}\p{N}\s'’.&+!*?/%・-]/u;

const SEPARATOR = /[|,、，;；]/u;

const oddMessage = (char: string): string => {
  if (SEPARATOR.test(char)) return `has "${char}" in it; ${ONE_A_LINE}`;
  const code = `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const name = /[\p{Cc}\p{Cf}]/u.test(char) ? `the invisible character ${code}` : `"${char}"`;
  return `has ${name} in it; remove it: a word has only letters, digits and ' . & + ! * ? / % ・ -`;
};

/** Describes a match of `WRONG_BLANK`. */
const blankMessage = (found: string): string =>
  /\S/u.test(found)
    ? `has a blank beside a Japanese character; ${NO_BLANK}`
    : 'has several blanks in a row, or a blank that is not a plain space; write one space';

const BLANK = /\s/u;

const JAPANESE = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー]';

/** Wrong blanks: a blank beside a Japanese character, two blanks in a row, or any blank except the plain space. */
const WRONG_BLANK = new RegExp(`${JAPANESE}\\s|\\s${JAPANESE}|\\s{2}|[^\\S ]`, 'u');
