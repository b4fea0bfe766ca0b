import { joinStretches, type Stretch } from '../stretch.ts';
import { clausesOf } from './terms.ts';
import { foldKana, type PlacedWord, placedWordsOf, wordsOf } from './words.ts';

/** Finds the stretches of a text that match a search, in order and without overlaps; empty unless every word matches. */
export const findMatches = (text: string, asked: string): readonly Stretch[] => matcherOf(() => text)(asked);

/** Makes a `findMatches` for several searches in one text, whose words are read once, at the first search. */
export const matcherOf = (textOf: () => string): ((asked: string) => readonly Stretch[]) => {
  let read: readonly ReadWord[] | undefined;
  return (asked) => {
    read ??= placedWordsOf(textOf()).map(readWord);
    const words = read;
    const distinct = new Map(wordsOf(asked).map((word) => [word.text, word])).values();
    const found = Array.from(distinct, (word) =>
      word.kind === 'spaced' ? spacedMatches(words, word.text) : japaneseMatches(words, word.text),
    );
    return found.some((ofWord) => ofWord.length === 0) ? [] : joinStretches(found.flat());
  };
};

/** A word of a text. `form`: what is compared: the stem of an English word, else the word with hiragana as katakana. */
type ReadWord = PlacedWord & { readonly form: string };

const readWord = (placed: PlacedWord): ReadWord => {
  const { kind, text } = placed.word;
  return { ...placed, form: kind === 'spaced' ? stemOf(text) : foldKana(text) };
};

/** Finds the words that are forms of `asked` or begin with it. A single letter or digit matches only itself. */
const spacedMatches = (words: readonly ReadWord[], asked: string): readonly Stretch[] => {
  const stem = stemOf(asked);
  return words.flatMap(({ word: { kind, text }, form, letters }) =>
    kind === 'spaced' && (text === asked || (asked.length > 1 && (text.startsWith(asked) || form === stem)))
      ? [stretchOf(letters)]
      : [],
  );
};

/** Matches the most common endings of English words. */
const ENDING = /(?<=\w{3})(?:ies|ied|y|ings?|e?d|e?s|e)$/;

const stemOf = (word: string): string => word.replace(ENDING, '');

/**
 * Finds the places of the whole word, else of each pair of letters by which it is searched (`clausesOf`). Empty if such a
 * pair is missing.
 */
const japaneseMatches = (words: readonly ReadWord[], asked: string): readonly Stretch[] => {
  const together = occurrences(words, foldKana(asked));
  if (together.length > 0) return together;
  const pairs = clausesOf(asked).map(({ term }) => occurrences(words, term));
  return pairs.some((ofPair) => ofPair.length === 0) ? [] : pairs.flat();
};

const occurrences = (words: readonly ReadWord[], asked: string): readonly Stretch[] =>
  words.flatMap(({ word, form, letters }) => {
    if (word.kind === 'spaced') return [];
    const found: Stretch[] = [];
    for (let at = form.indexOf(asked); at !== -1; at = form.indexOf(asked, at + asked.length))
      found.push(stretchOf(letters.slice(at, at + asked.length)));
    return found;
  });

const stretchOf = (letters: readonly Stretch[]): Stretch => ({
  start: letters[0]?.start ?? 0,
  end: letters.at(-1)?.end ?? 0,
});
