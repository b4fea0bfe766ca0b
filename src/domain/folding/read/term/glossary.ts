import { hashText } from './hash-text.ts';
import { createLongestFinder } from './longest-terms.ts';
import { stemsOf, stemWords } from './stems.ts';

/** A line of `config/glossary.csv` or of a dictionary; alternatives are separated by `|`. */
export type GlossaryPair = { readonly ja: string; readonly en: string };

/**
 * Finds the business terms of a text, and returns their ids. The id of a term is the stems of its first English
 * wording, also for a Japanese text.
 */
export type FindTerms = (text: string, language: 'en' | 'ja') => readonly string[];

/** Returns the alternatives of a wording in the form of normalised texts. */
const alternativesOf = (wording: string): readonly string[] =>
  wording.normalize('NFKC').toLowerCase().split('|');

/**
 * Makes a function that finds the terms of a glossary. English terms are found by their stems. Only the longest term at
 * a place is found.
 */
export const createTermFinder = (glossary: readonly GlossaryPair[]): FindTerms => {
  const japanese: [string, string][] = [];
  const english = new Map<string, string[]>();
  const longestFrom = new Map<string, number>();
  for (const { ja, en } of glossary) {
    const id = stemWords(en.split('|')[0] ?? '').join(' ');
    if (id === '') continue;
    for (const term of alternativesOf(ja)) japanese.push([term, id]);
    for (const term of alternativesOf(en)) {
      const words = stemWords(term);
      const key = words.join(' ');
      const [first = ''] = words;
      longestFrom.set(first, Math.max(words.length, longestFrom.get(first) ?? 0));
      const ids = english.getOrInsert(key, []);
      if (!ids.includes(id)) ids.push(id);
    }
  }
  const findJapanese = createLongestFinder(japanese);
  return (text, language) =>
    language === 'ja' ? [...new Set(findJapanese(text))] : findEnglish(stemWords(text), english, longestFrom);
};

/** Finds terms by stems. `longestFrom`: for each first word, the number of words of the longest term with it. */
const findEnglish = (
  stems: readonly string[],
  terms: ReadonlyMap<string, readonly string[]>,
  longestFrom: ReadonlyMap<string, number>,
): readonly string[] => {
  const found = new Set<string>();
  for (let i = 0; i < stems.length; ) {
    let taken = 1;
    const longest = Math.min(longestFrom.get(stems[i] ?? '') ?? 0, stems.length - i);
    for (let n = longest; n > 0; n -= 1) {
      const ids = terms.get(n === 1 ? (stems[i] ?? '') : stems.slice(i, i + n).join(' '));
      if (ids === undefined) continue;
      for (const id of ids) found.add(id);
      taken = n;
      break;
    }
    i += taken;
  }
  return [...found];
};

/** Finds possible English translations of words in a normalised Japanese text, as keys (`hashText`) of their stems. */
export type FindGlosses = (text: string) => readonly number[];

/**
 * Makes a function that finds translations by the lines of dictionaries. The English words of a line are stemmed only
 * when a text contains the line's Japanese word, because stemming all would delay the start.
 */
export const createGlossFinder = (dictionary: readonly GlossaryPair[]): FindGlosses => {
  const find = createLongestFinder(
    dictionary.flatMap(({ ja, en }) => alternativesOf(ja).map((word) => [word, en] as const)),
  );
  const known = new Map<string, readonly number[]>();
  const glossesOf = (english: string): readonly number[] =>
    known.getOrInsertComputed(english, () => stemsOf(english.replaceAll('|', ' ')).map(hashText));
  return (text) => find(text).flatMap(glossesOf);
};
