import { SIGNAL_WORDS, type SignalKind } from '../item/relevance-cues.ts';
import type { Company, CompanyCode } from './company.ts';
import { foldName } from './fold-name.ts';
import { type NameKind, nameForms } from './name-forms.ts';
import { isRomanName } from './roman-name.ts';
import type { Topic, TopicKey } from './topic.ts';
import { isEnglishWord, isWeakName } from './weak-names.ts';

/** Where one of a matcher's names stands in a text, in UTF-16 units. */
export type Found = { readonly name: number; readonly start: number; readonly end: number };

/** Finds names of a list in a text, leftmost-longest, none overlapping. */
export type FindNames = { readonly find: (text: string) => readonly Found[] };

/**
 * What a name needs before it counts: `nothing` where it can mean nothing else; `business` (an alias that an
 * editor wrote, and that is also a word, a place or a person's name) a text that is about business; `cue`
 * (the same, but nobody's usual short form; Latin of four letters or fewer; Japanese in Latin letters) a word
 * beside it.
 */
export type Need = 'nothing' | 'business' | 'cue';

/** A spelling, and whom it may mean. */
export type CompanyName = {
  readonly text: string;
  readonly kind: NameKind;
  /** More than one where companies share the name. */
  readonly owners: readonly { readonly code: CompanyCode; readonly until?: string }[];
  readonly needs: Need;
};

export type TagDictionary = {
  readonly companies: ReadonlyMap<CompanyCode, Company>;
  readonly topics: readonly Topic[];
  readonly names: readonly CompanyName[];
  readonly findNames: FindNames;
  /** The words that `findCues` knows, each with the topics it speaks for or against. */
  readonly cues: readonly Meaning<Cue>[];
  readonly findCues: FindNames;
  readonly signals: readonly Meaning<SignalKind>[];
  readonly findSignals: FindNames;
};

/** Builds all that tagging and relevance look words up in; build it once for a config. */
export const makeDictionary = (input: {
  readonly companies: readonly Company[];
  readonly topics: readonly Topic[];
  readonly createMatcher: (names: readonly string[]) => FindNames;
}): TagDictionary => {
  const companies = new Map<CompanyCode, Company>();
  for (const company of input.companies)
    if (company.until === undefined || !companies.has(company.code)) companies.set(company.code, company);
  const names = companyNames(input.companies, companies);
  const cues = groupByWord(input.topics.flatMap(cuesOf));
  const signals = groupByWord(
    Object.entries(SIGNAL_WORDS).flatMap(([kind, words]) =>
      words.map((word) => [word, kind as SignalKind] as const),
    ),
  );
  return {
    companies,
    topics: input.topics,
    names,
    findNames: input.createMatcher(names.map((name) => name.text)),
    cues,
    findCues: input.createMatcher(cues.map(({ word }) => word)),
    signals,
    findSignals: input.createMatcher(signals.map(({ word }) => word)),
  };
};

type Cue = { readonly topic: TopicKey; readonly against: boolean };

const cuesOf = ({ key, cues, notCues }: Topic): readonly (readonly [string, Cue])[] => [
  ...[...cues.en, ...cues.ja].map((word) => [word, { topic: key, against: false }] as const),
  ...[...notCues.en, ...notCues.ja].map((word) => [word, { topic: key, against: true }] as const),
];

/** A word as it is written first, and all that it tells. */
type Meaning<Value> = { readonly word: string; readonly values: readonly Value[] };

const groupByWord = <Value>(pairs: readonly (readonly [string, Value])[]): readonly Meaning<Value>[] => {
  const groups = new Map<string, { word: string; values: Value[] }>();
  for (const [word, value] of pairs) {
    const key = foldName(word);
    const group = groups.get(key) ?? { word, values: [] };
    group.values.push(value);
    groups.set(key, group);
  }
  return [...groups.values()];
};

const SHORT_LATIN = /^[a-z0-9&.]{1,4}$/;

const needOf = (key: string, kind: NameKind): Need => {
  if (kind === 'legal') return 'nothing';
  if (kind === 'alias' && !isEnglishWord(key)) return isWeakName(key) ? 'business' : 'nothing';
  return isWeakName(key) || SHORT_LATIN.test(key) || isRomanName(key) ? 'cue' : 'nothing';
};

/** 94345 is a class of the shares of 9434, and not another company. */
const isShareClass = ({ code }: Company, listed: ReadonlyMap<CompanyCode, Company>): boolean =>
  code.length > CODE_LENGTH && listed.has(code.slice(0, CODE_LENGTH) as CompanyCode);

const CODE_LENGTH = 4;

const companyNames = (
  all: readonly Company[],
  listed: ReadonlyMap<CompanyCode, Company>,
): readonly CompanyName[] => {
  const byKey = new Map<string, CompanyName>();
  for (const company of all) {
    if (isShareClass(company, listed)) continue;
    const gone = listed.get(company.code)?.until !== undefined;
    const owner = {
      code: company.code,
      ...(company.until !== undefined && gone ? { until: company.until } : {}),
    };
    for (const { text, kind } of nameForms(company)) {
      const key = foldName(text);
      const known = byKey.get(key);
      const needs = needOf(key, kind);
      if (known === undefined) byKey.set(key, { text, kind, owners: [owner], needs });
      else if (known.kind === 'alias' && kind !== 'alias') continue;
      else if (kind === 'alias' && known.kind !== 'alias')
        byKey.set(key, { text, kind, owners: [owner], needs });
      else if (!known.owners.some(({ code }) => code === owner.code))
        byKey.set(key, { ...known, owners: [...known.owners, owner] });
    }
  }
  return [...byKey.values()];
};
