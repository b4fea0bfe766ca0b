import { SIGNAL_WORDS, type SignalKind } from '../item/relevance-cues.ts';
import { type CompanyName, companyNames } from './company/company-names.ts';
import { foldName } from './company/fold-name.ts';
import type { Company, CompanyCode } from './company.ts';
import type { Topic, TopicKey } from './topic.ts';

/** Where one of a matcher's names stands in a text, in UTF-16 units. */
export type Found = { readonly name: number; readonly start: number; readonly end: number };

/** Finds names of a list in a text, leftmost-longest, none overlapping. */
export type FindNames = { readonly find: (text: string) => readonly Found[] };

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
