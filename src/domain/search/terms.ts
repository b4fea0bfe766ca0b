import type { Article } from '../article/article.ts';
import { htmlToText } from '../item/html-to-text.ts';
import { foldKana, isHiragana, isKatakana, type Word, wordsOf } from './words.ts';

/** A condition on a text: the text must have the term or, with `isPrefix`, a term that begins with it. */
type Clause = { readonly term: string; readonly isPrefix: boolean };

/** Maximum number of clauses of a query. Further clauses are ignored. */
const MAX_CLAUSES = 64;

/** Maximum length of a query, in characters. The rest is ignored. */
const MAX_SEARCH_LENGTH = 1000;

/** Minimum length, in characters, of a non-Japanese word that also finds longer words: a shorter one finds too many. */
const MIN_PREFIX_LENGTH = 2;

/**
 * Returns the terms by which a text is found: words that are not Japanese, and every pair of adjacent Japanese letters.
 * The last letter of a Japanese run is also a term, so that every letter begins a term.
 */
export const termsOf = (text: string): ReadonlySet<string> => {
  const terms = new Set<string>();
  for (const word of wordsOf(text)) {
    if (word.kind === 'spaced') terms.add(word.text);
    else {
      const letters = Array.from(foldKana(word.text));
      for (const [at, letter] of letters.entries()) terms.add(`${letter}${letters[at + 1] ?? ''}`);
    }
  }
  return terms;
};

/**
 * Returns the conditions that a text must meet for a query; empty if the query has no letters or digits. In a
 * Japanese word, pairs that contain hiragana, or mix kanji with katakana, are left out if the word has other pairs:
 * トヨタの決算 and トヨタ決算 have the same conditions.
 */
export const clausesOf = (question: string): readonly Clause[] => {
  const clauses = wordsOf(question.slice(0, MAX_SEARCH_LENGTH)).flatMap(clausesOfWord);
  return [...new Map(clauses.map((clause) => [clause.term, clause])).values()].slice(0, MAX_CLAUSES);
};

const clausesOfWord = (word: Word): readonly Clause[] => {
  if (word.kind === 'spaced') return [{ term: word.text, isPrefix: word.text.length >= MIN_PREFIX_LENGTH }];
  const letters = Array.from(word.text);
  if (letters.length === 1) return [{ term: foldKana(word.text), isPrefix: true }];
  const pairs = letters.slice(1).map((letter, index) => [letters[index] ?? '', letter] as const);
  const telling = pairs.filter(
    (pair) => !pair.some(isHiragana) && isKatakana(pair[0]) === isKatakana(pair[1]),
  );
  return (telling.length === 0 ? pairs : telling).map((pair) => ({
    term: foldKana(pair.join('')),
    isPrefix: false,
  }));
};

/** Maximum length of `searchedText`, in characters. */
export const SEARCHED_LENGTH = 2_000;

/** Returns the text by which a report is found besides its title: summary and body, cut to `SEARCHED_LENGTH`. */
export const searchedText = ({ summary = '', content }: Pick<Article, 'summary' | 'content'>): string =>
  (content === undefined ? summary : `${summary}\n${htmlToText(content)}`).slice(0, SEARCHED_LENGTH);
