import { foldKana, isHiragana, type Word, wordsOf } from './words.ts';

/** What a document must have: a term, or any that begins with it. */
export type Clause = {
  readonly term: string;
  readonly isPrefix: boolean;
  /** Optional clauses rank what the required ones found. */
  readonly isRequired: boolean;
};

/** Enough for any headline; a question of pages costs no more than one of a line. */
const MOST_CLAUSES = 64;
const MOST_CHARACTERS = 1000;

/** `A` would mean half of all words. */
const LEAST_PREFIX = 2;

/**
 * What a text is found by: spaced words as they are, Japanese by every two letters that stand together. The last
 * letter of a stretch stands alone, too, so that each letter begins some term.
 */
export const termsOf = (text: string): ReadonlySet<string> => {
  const terms = new Set<string>();
  for (const word of wordsOf(text)) {
    if (word.kind === 'spaced') terms.add(word.text);
    else {
      for (const pair of pairsOf(word.letters)) terms.add(foldKana(pair.join('')));
      terms.add(foldKana(word.letters.at(-1) ?? ''));
    }
  }
  return terms;
};

/**
 * What somebody asks for. All words are required, and a word stands for all that begin with it. Of a Japanese
 * question the pairs with hiragana are optional where others are left: トヨタの決算 asks for トヨタ and 決算.
 */
export const clausesOf = (question: string): readonly Clause[] => {
  const clauses = wordsOf(question.slice(0, MOST_CHARACTERS)).flatMap(clausesOfWord);
  const unique = new Map(clauses.map((clause) => [clause.term, clause]));
  return [...unique.values()]
    .toSorted((a, b) => Number(b.isRequired) - Number(a.isRequired))
    .slice(0, MOST_CLAUSES);
};

const clausesOfWord = (word: Word): readonly Clause[] => {
  if (word.kind === 'spaced') {
    return [{ term: word.text, isPrefix: word.text.length >= LEAST_PREFIX, isRequired: true }];
  }
  const [only, second] = word.letters;
  if (only !== undefined && second === undefined) {
    return [{ term: foldKana(only), isPrefix: true, isRequired: true }];
  }
  const pairs = pairsOf(word.letters);
  const isGrammar = (pair: readonly string[]): boolean => pair.some(isHiragana);
  const isAllGrammar = pairs.every(isGrammar);
  return pairs.map((pair) => ({
    term: foldKana(pair.join('')),
    isPrefix: false,
    isRequired: isAllGrammar || !isGrammar(pair),
  }));
};

const pairsOf = (letters: readonly string[]): readonly (readonly [string, string])[] =>
  letters.slice(1).map((letter, index) => [letters[index] ?? '', letter]);
