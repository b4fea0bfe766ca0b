import { foldKana, isHiragana, isKatakana, type Word, wordsOf } from './words.ts';

/** What a text must have: a term, or any that begins with it. */
export type Clause = { readonly term: string; readonly isPrefix: boolean };

/** Enough for any headline; a question of pages costs no more than one of a line. */
const MAX_CLAUSES = 64;
const MAX_SEARCH_LENGTH = 1000;

/** `A` would mean half of all words. */
const MIN_PREFIX_LENGTH = 2;

/**
 * What a text is found by: spaced words as they are, Japanese by every two letters that stand together. The last
 * letter of a stretch stands alone, too, so that each letter begins some term.
 */
export const termsOf = (text: string): ReadonlySet<string> => {
  const terms = new Set<string>();
  for (const word of wordsOf(text)) {
    if (word.kind === 'spaced') terms.add(word.text);
    else {
      const letters = Array.from(foldKana(word.letters.join('')));
      for (const [first, second] of pairsOf(letters)) terms.add(first + second);
      terms.add(letters.at(-1) ?? '');
    }
  }
  return terms;
};

/**
 * What a text must have to be found by some words; none where they hold no letter. A word stands for all that begin with it.
 * Of Japanese, pairs that hold hiragana, or stand where kanji and katakana meet, are left out where others are left:
 * トヨタの決算 and トヨタ決算 ask for トヨタ and 決算.
 */
export const clausesOf = (question: string): readonly Clause[] => {
  const clauses = wordsOf(question.slice(0, MAX_SEARCH_LENGTH)).flatMap(clausesOfWord);
  return [...new Map(clauses.map((clause) => [clause.term, clause])).values()].slice(0, MAX_CLAUSES);
};

const clausesOfWord = (word: Word): readonly Clause[] => {
  if (word.kind === 'spaced') return [{ term: word.text, isPrefix: word.text.length >= MIN_PREFIX_LENGTH }];
  const [only, second] = word.letters;
  if (only !== undefined && second === undefined) return [{ term: foldKana(only), isPrefix: true }];
  const pairs = pairsOf(word.letters);
  const telling = pairs.filter(
    (pair) => !pair.some(isHiragana) && isKatakana(pair[0]) === isKatakana(pair[1]),
  );
  return (telling.length === 0 ? pairs : telling).map((pair) => ({
    term: foldKana(pair.join('')),
    isPrefix: false,
  }));
};

const pairsOf = (letters: readonly string[]): readonly (readonly [string, string])[] =>
  letters.slice(1).map((letter, index) => [letters[index] ?? '', letter]);
