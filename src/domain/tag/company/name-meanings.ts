import type { WordLists } from '../word-lists.ts';
import { foldName } from './fold-name.ts';
import { isRomanName } from './roman-name.ts';

/** The other meanings of a company's name. */
export type NameMeanings = {
  /** True for a name in any list `name-…` other than `name-everyday-words` and `name-well-known`. */
  readonly isWeak: boolean;
  /** True for a name in `name-english-words` or `name-abbreviations`: the fewest kinds of cues count for it. */
  readonly isEnglishWord: boolean;
  /** True for a name that may also be a person's. */
  readonly isPersonal: boolean;
  readonly isPlace: boolean;
  /** True for a word that opens headlines in its ordinary meaning: 世界、景気減速へ. */
  readonly isEverydayWord: boolean;
  /** True for a name that readers know better with another meaning, such as that of a foreign company. */
  readonly isAbbreviation: boolean;
};

/** Makes a function that finds the other meanings of a name. `key` is the name as `foldName` spells it. */
export const createNameMeanings = (words: WordLists): ((name: string, key: string) => NameMeanings) => {
  const setOf = (...names: readonly (keyof WordLists)[]): ReadonlySet<string> =>
    new Set(names.flatMap((name) => words[name].map(foldName)));
  const english = setOf('name-english-words', 'name-abbreviations');
  const personal = setOf('name-surnames', 'name-romanised');
  const place = setOf('name-places');
  const japanese = setOf('name-japanese-words');
  const everyday = setOf('name-everyday-words');
  const abbreviation = setOf('name-abbreviations');
  const weak = [english, personal, place, japanese];
  // Thousands of names have equal meanings, which share one object.
  const shared = new Map<string, NameMeanings>();
  return (name, key) => {
    const meanings: NameMeanings = {
      isWeak: weak.some((set) => set.has(key)),
      isEnglishWord: english.has(key),
      isPersonal: personal.has(key) || isRomanName(name),
      isPlace: place.has(key),
      isEverydayWord: everyday.has(key),
      isAbbreviation: abbreviation.has(key),
    };
    return shared.getOrInsert(Object.values(meanings).join(), meanings);
  };
};
