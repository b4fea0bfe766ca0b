import { defined } from '../../defined.ts';
import type { Steps } from '../../steps.ts';
import type { Company, CompanyCode } from '../company.ts';
import type { WordLists } from '../word-lists.ts';
import { foldName } from './fold-name.ts';
import { type NameKind, nameForms } from './name-forms.ts';

/**
 * The evidence that a name needs to count. `business`: a word of business in the article. `cue`: a sign that the name
 * means a company, such as a word beside it, or its use as the subject of a headline.
 */
export type Need = 'nothing' | 'business' | 'cue';

/** The other meanings of a company's name. */
type NameMeanings = {
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

/** A spelling of a name, and the companies that the spelling may mean. */
export type CompanyName = {
  readonly text: string;
  /** The text as `foldName` spells it. */
  readonly key: string;
  readonly kind: NameKind;
  /** The companies that share the name; empty if only the list `not-companies` has the name. */
  readonly owners: readonly { readonly code: CompanyCode; readonly until?: string }[];
  readonly also: NameMeanings;
  readonly needs: Need;
};

/** Matches up to twelve Japanese syllables in Latin letters; the limit bounds the time of a match. */
const SYLLABLES = /^(?:(?:[KGSZTDNHBPMYRWJF]|Sh|Ch|Ts|[KRHGMBPN]y|kk|ss|tt|pp)?[aiueo]n?){1,12}$/i;

/** True for a word that may be Japanese in Latin letters, such as a family name. */
export const isRomanName = (word: string): boolean => SYLLABLES.test(word);

const SHORT_LATIN = /^[a-z0-9&.]{1,4}$/;

const needOf = (key: string, kind: NameKind, { isWeak, isEnglishWord }: NameMeanings): Need => {
  if (kind === 'legal') return 'nothing';
  if (kind === 'alias' && !isEnglishWord) return isWeak ? 'business' : 'nothing';
  return isWeak || SHORT_LATIN.test(key) || isRomanName(key) ? 'cue' : 'nothing';
};

/** True for a class of shares of a company in `listed`: 94345 belongs to 9434. */
const isShareClass = ({ code }: Company, listed: ReadonlyMap<CompanyCode, Company>): boolean =>
  code.length > CODE_LENGTH && listed.has(code.slice(0, CODE_LENGTH) as CompanyCode);

const CODE_LENGTH = 4;

/**
 * Returns every spelling of the companies' names once, with its companies and its other meanings. Classes of shares of
 * companies in `listed` are left out. An alias replaces an equal name of another kind. The words of the list
 * `not-companies` that are no company's name come last, without owners.
 */
export const companyNames = function* (
  all: readonly Company[],
  listed: ReadonlyMap<CompanyCode, Company>,
  words: WordLists,
): Steps<readonly CompanyName[]> {
  const meaningsOf = createNameMeanings(words);
  const byKey = new Map<string, CompanyName>();
  for (const company of all) {
    yield;
    if (isShareClass(company, listed)) continue;
    const gone = listed.get(company.code)?.until !== undefined;
    const owner = defined({ code: company.code, until: gone ? company.until : undefined });
    for (const { text, kind } of nameForms(company)) {
      const key = foldName(text);
      const known = byKey.get(key);
      if (known === undefined || (kind === 'alias' && known.kind !== 'alias')) {
        const also = meaningsOf(text, key);
        byKey.set(key, { text, key, kind, owners: [owner], also, needs: needOf(key, kind, also) });
      } else if (known.kind === 'alias' && kind !== 'alias') continue;
      else if (!known.owners.some(({ code }) => code === owner.code))
        byKey.set(key, { ...known, owners: [...known.owners, owner] });
    }
  }
  for (const text of words['not-companies']) {
    const key = foldName(text);
    if (byKey.has(key)) continue;
    byKey.set(key, { text, key, kind: 'alias', owners: [], also: meaningsOf(text, key), needs: 'business' });
  }
  return [...byKey.values()];
};

/** Makes a function that finds the other meanings of a name. `key` is the name as `foldName` spells it. */
const createNameMeanings = (words: WordLists): ((name: string, key: string) => NameMeanings) => {
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
