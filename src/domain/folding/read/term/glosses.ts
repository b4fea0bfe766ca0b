import type { GlossaryPair } from './glossary.ts';
import { stemsOf } from './grams.ts';
import { hashText } from './hash-text.ts';
import { createLongestFinder } from './longest-terms.ts';

/** The English stems, as keys of bags, that the words of a normalised Japanese text may be translated by. */
export type FindGlosses = (text: string) => readonly number[];

/** Words of an everyday dictionary: each pair is a Japanese word and the English words for it, separated by `|`. */
export const createGlossFinder = (dictionary: readonly GlossaryPair[]): FindGlosses => {
  const find = createLongestFinder(
    dictionary.map(
      ({ ja, en }) => [ja.toLowerCase(), stemsOf(en.replaceAll('|', ' ')).map(hashText)] as const,
    ),
  );
  return (text) => find(text).flat();
};
