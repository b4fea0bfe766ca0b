import type { Steps } from '../../steps.ts';
import type { Company, CompanyCode } from '../company.ts';
import type { WordLists } from '../word-lists.ts';
import { foldName } from './fold-name.ts';
import { type NameKind, nameForms } from './name-forms.ts';
import { createNameMeanings, type NameMeanings } from './name-meanings.ts';
import { isRomanName } from './roman-name.ts';

/**
 * The evidence that a name needs to count. `business`: a word of business in the article. `cue`: a sign that the name
 * means a company, such as a word beside it, or its use as the subject of a headline.
 */
export type Need = 'nothing' | 'business' | 'cue';

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
    const owner = {
      code: company.code,
      ...(company.until !== undefined && gone ? { until: company.until } : {}),
    };
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
