import { joinStretches, type Stretch } from '../stretch.ts';
import { clausesOf } from './terms.ts';
import { foldKana, type PlacedWord, placedWordsOf, wordsOf } from './words.ts';

/**
 * Where a text has the words that were asked for; empty unless it has all of them. English words are marked whole, also
 * in another form; Japanese as far as it was asked. In order, without overlaps.
 */
export const findMatches = (text: string, asked: string): readonly Stretch[] => matcherOf(() => text)(asked);

/** `findMatches` in one text for several questions: the text and its words are read once, at the first of them. */
export const matcherOf = (textOf: () => string): ((asked: string) => readonly Stretch[]) => {
  let read: readonly PlacedWord[] | undefined;
  return (asked) => {
    read ??= placedWordsOf(textOf());
    const words = read;
    const found = wordsOf(asked).map((word) =>
      word.kind === 'spaced'
        ? spacedMatches(words, word.text)
        : japaneseMatches(words, word.letters.join('')),
    );
    return found.some((ofWord) => ofWord.length === 0) ? [] : joinStretches(found.flat());
  };
};

const spacedMatches = (words: readonly PlacedWord[], asked: string): readonly Stretch[] =>
  words.flatMap(({ word, letters }) =>
    word.kind === 'spaced' && isForm(word.text, asked) ? [stretchOf(letters)] : [],
  );

/** A single Latin letter stands for itself; others also begin words. */
const isForm = (word: string, asked: string): boolean =>
  word === asked || (asked.length > 1 && (word.startsWith(asked) || stemOf(word) === stemOf(asked)));

/** The endings that English words change most; the index reduces words further. */
const ENDING = /(?<=\w{3})(?:ies|ied|y|ings?|e?d|e?s|e)$/;

const stemOf = (word: string): string => word.replace(ENDING, '');

/** Where the letters stand together; where they do so nowhere, each pair of them. */
const japaneseMatches = (words: readonly PlacedWord[], asked: string): readonly Stretch[] => {
  const together = occurrences(words, foldKana(asked));
  if (together.length > 0) return together;
  const pairs = clausesOf(asked).map(({ term }) => occurrences(words, term));
  return pairs.some((ofPair) => ofPair.length === 0) ? [] : pairs.flat();
};

const occurrences = (words: readonly PlacedWord[], asked: string): readonly Stretch[] =>
  words.flatMap(({ word, letters }) => {
    if (word.kind === 'spaced') return [];
    const text = foldKana(word.letters.join(''));
    const found: Stretch[] = [];
    for (let at = text.indexOf(asked); at !== -1; at = text.indexOf(asked, at + asked.length))
      found.push(stretchOf(letters.slice(at, at + asked.length)));
    return found;
  });

const stretchOf = (letters: readonly Stretch[]): Stretch => ({
  start: letters[0]?.start ?? 0,
  end: letters.at(-1)?.end ?? 0,
});
