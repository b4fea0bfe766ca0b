import { SIGNAL_WORDS, type SignalKind } from '../../item/relevance/signal-words.ts';
import type { Company } from '../company.ts';
import { foldName } from './fold-name.ts';
import { isAbbreviation, isEverydayWord } from './weak-names.ts';

export type DoubtfulAlias = { readonly company: Company; readonly message: string };

/** Words of these kinds are words of the language; the others name places, offices and firms. */
const KINDS_OF_WORDS: readonly SignalKind[] = [
  'business',
  'sport',
  'crime',
  'weather',
  'celebrity',
  'politics',
];

const ORDINARY = new Set(KINDS_OF_WORDS.flatMap((kind) => SIGNAL_WORDS[kind].map(foldName)));

/** Nobody but these companies is called so in headlines, though the alias is a word or a number, too. */
const WELL_KNOWN = new Set(
  ['明治', '中外', '七十七', '八十二', 'ユニバーサル', 'サイバー', 'ヤクルト', 'UBE'].map(foldName),
);

/** Aliases that two companies share, so that neither is found by it, or that are ordinary words. */
export const doubtfulAliases = (companies: readonly Company[]): readonly DoubtfulAlias[] => {
  const owners = new Map<string, Company>();
  return companies.flatMap((company) =>
    company.aliases.flatMap((alias): readonly DoubtfulAlias[] => {
      const key = foldName(alias);
      const owner = owners.get(key) ?? company;
      owners.set(key, owner);
      if (owner.code !== company.code)
        return [
          {
            company,
            message: `the alias "${alias}" is one of ${owner.code}, too, so that it names neither; take it from one of them`,
          },
        ];
      if (WELL_KNOWN.has(key) || !(ORDINARY.has(key) || isEverydayWord(key) || isAbbreviation(key)))
        return [];
      return [{ company, message: `the alias "${alias}" is an ordinary word; write a longer one` }];
    }),
  );
};
