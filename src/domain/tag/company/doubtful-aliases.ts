import type { Company } from '../company.ts';
import type { WordListName, WordLists } from '../word-lists.ts';
import { foldName } from './fold-name.ts';

type DoubtfulAlias = { readonly company: Company; readonly message: string };

const ORDINARY_WORDS: readonly WordListName[] = [
  ...(['business', 'sport', 'crime', 'weather', 'celebrity', 'life', 'politics'] as const),
  ...(['name-everyday-words', 'name-abbreviations'] as const),
];

/** Finds aliases that two companies share, and aliases that are in a list of `ORDINARY_WORDS`, but not in `name-well-known`. */
export const doubtfulAliases = (
  companies: readonly Company[],
  words: WordLists,
): readonly DoubtfulAlias[] => {
  const ordinary = new Set(ORDINARY_WORDS.flatMap((list) => words[list].map(foldName)));
  const wellKnown = new Set(words['name-well-known'].map(foldName));
  const owners = new Map<string, Company>();
  return companies.flatMap((company) =>
    company.aliases.flatMap((alias): readonly DoubtfulAlias[] => {
      const key = foldName(alias);
      const owner = owners.getOrInsert(key, company);
      const doubt = (what: string) => [{ company, message: `the alias "${alias}" is ${what}` }];
      if (owner.code !== company.code)
        return doubt(
          `also an alias of ${owner.code}: while both companies are listed, it counts only before a securities code; remove it from one of the two`,
        );
      return ordinary.has(key) && !wellKnown.has(key)
        ? doubt(
            [
              'also an ordinary word or the name of something else, so other news may get the company;',
              'write a longer alias, or add this one to words/name-well-known.txt if it means the company in headlines',
            ].join(' '),
          )
        : [];
    }),
  );
};
