import { joinStretches, type Stretch } from '../stretch.ts';
import { clausesOf } from './terms.ts';
import { foldKana, type PlacedWord, placedWordsOf, wordsOf } from './words.ts';

/** Finds the stretches of a text that match a search, in order and without overlaps; empty unless every word matches. */
export const findMatches = (text: string, asked: string): readonly Stretch[] => matcherOf(() => text)(asked);

/** Makes a `findMatches` for several searches in one text, whose words are read once, at the first search. */
export const matcherOf = (textOf: () => string): ((asked: string) => readonly Stretch[]) => {
  let read: readonly PlacedWord[] | undefined;
  return (asked) => {
    read ??= placedWordsOf(textOf());
    const words = read;
    const found = wordsOf(asked).map((word) =>
      word.kind === 'spaced' ? spacedMatches(words, word.text) : japaneseMatches(words, word.text),
    );
    return found.some((ofWord) => ofWord.length === 0) ? [] : joinStretches(found.flat());
  };
};

const spacedMatches = (words: readonly PlacedWord[], asked: string): readonly Stretch[] =>
  words.flatMap(({ word, letters }) =>
    word.kind === 'spaced' && isForm(word.text, asked) ? [stretchOf(letters)] : [],
  );

/** True if `word` is a form of `asked` or begins with it. A single letter or digit matches only itself. */
const isForm = (word: string, asked: string): boolean =>
  word === asked || (asked.length > 1 && (word.startsWith(asked) || stemOf(word) === stemOf(asked)));

/** Matches the most common endings of English words. */
const ENDING = /(?<=\w{3})(?:ies|ied|y|ings?|e?d|e?s|e)$/;

const stemOf = (word: string): string => word.replace(ENDING, '');

/**
 * Finds the places of the whole word, else of each pair of letters by which it is searched (`clausesOf`). Empty if such a
 * pair is missing.
 */
const japaneseMatches = (words: readonly PlacedWord[], asked: string): readonly Stretch[] => {
  const together = occurrences(words, foldKana(asked));
  if (together.length > 0) return together;
  const pairs = clausesOf(asked).map(({ term }) => occurrences(words, term));
  return pairs.some((ofPair) => ofPair.length === 0) ? [] : pairs.flat();
};

const occurrences = (words: readonly PlacedWord[], asked: string): readonly Stretch[] =>
  words.flatMap(({ word, letters }) => {
    if (word.kind === 'spaced') return [];
    const text = foldKana(word.text);
    const found: Stretch[] = [];
    for (let at = text.indexOf(asked); at !== -1; at = text.indexOf(asked, at + asked.length))
      found.push(stretchOf(letters.slice(at, at + asked.length)));
    return found;
  });

const stretchOf = (letters: readonly Stretch[]): Stretch => ({
  start: letters[0]?.start ?? 0,
  end: letters.at(-1)?.end ?? 0,
});
