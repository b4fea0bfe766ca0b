import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConfigProblem } from '../../domain/config.ts';
import { didYouMean } from '../../domain/did-you-mean.ts';
import { WORD_LIST_NAMES, type WordListName, type WordLists } from '../../domain/tag/word-lists.ts';
import { parseWords } from './parse-words.ts';
import { unreadable } from './read-file.ts';
import { readText } from './read-text.ts';

/** The folder of the shipped lists: each replaces a file that a config folder does not have. */
const SHIPPED = fileURLToPath(new URL('../../../config/words/', import.meta.url));

/** Lists of single words; the others may have English phrases of several words. */
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
]);

/**
 * Reads every list of the folder `words` of a config folder. Where a file is absent, the shipped list is used; a file
 * without words is an empty list.
 */
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

/** The lists that a folder has; a file that is not read as any list is a problem. */
const filesOf = async (
  folder: string,
): Promise<{ readonly files: readonly string[]; readonly problems: readonly ConfigProblem[] }> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => error);
  if (names instanceof Error) {
    if (names.code === 'ENOENT') return { files: [], problems: [] };
    const message = `this folder cannot be read (${names.code ?? names.message}); make it a folder that the user that runs Kawaraban may read`;
    return { files: [], problems: [{ file: folder, line: 1, column: 1, message }] };
  }
  const files = names.filter((name) => /^[^.].*\.txt$/.test(name)).toSorted();
  const unknown = files.filter((name) => !KNOWN.includes(name));
  return {
    files,
    problems: unknown.map((name) => ({
      ...{ file: join(folder, name), line: 1, column: 1 },
      message: `no list is named "${name}"; ${remedyFor(name)}`,
    })),
  };
};

const KNOWN = WORD_LIST_NAMES.map((name) => `${name}.txt`);

const remedyFor = (name: string): string => {
  const near = didYouMean(name, KNOWN);
  return near === undefined
    ? 'take it away, or give it a name of docs/configuration.md'
    : `did you mean "${near}"?`;
};

type WordList = {
  readonly name: WordListName;
  readonly words: readonly string[];
  readonly problems: readonly ConfigProblem[];
};

const readList = async (folder: string, name: WordListName): Promise<WordList> => {
  const file = join(folder, `${name}.txt`);
  const read = await readText(file);
  if (read.kind === 'text') return { name, ...parseWords(file, read.text, SINGLE_WORDS.has(name)) };
  if (read.kind === 'unreadable') return { name, words: [], problems: [unreadable(file, read)] };
  // A file that went away after the folder was listed, or a link to nothing.
  if (folder !== SHIPPED) return readList(SHIPPED, name);
  return { name, words: [], problems: [{ file, line: 1, column: 1, message: NOT_SHIPPED }] };
};

const NOT_SHIPPED = 'this file is missing, and it comes with Kawaraban; install Kawaraban again';
