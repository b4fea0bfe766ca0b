import { SIGNAL_WORDS, type SignalKind } from '../item/relevance-cues.ts';
import { type CompanyName, companyNames } from './company/company-names.ts';
import { foldName } from './company/fold-name.ts';
import type { Company, CompanyCode } from './company.ts';
import { type Cue, createTextReader, type FindNames, type Meaning, type ReadText } from './text-reading.ts';
import type { Topic } from './topic.ts';

export type TagDictionary = {
  readonly companies: ReadonlyMap<CompanyCode, Company>;
  readonly topics: readonly Topic[];
  readonly names: readonly CompanyName[];
  readonly read: ReadText;
};

/** Builds all that tagging and relevance look words up in; build it once for a config. */
export const makeDictionary = (input: {
  readonly companies: readonly Company[];
  readonly topics: readonly Topic[];
  readonly createMatcher: (lists: readonly (readonly string[])[]) => FindNames;
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
  const matcher = input.createMatcher([
    names.map(({ text }) => text),
    cues.map(({ word }) => word),
    signals.map(({ word }) => word),
  ]);
  return { companies, topics: input.topics, names, read: createTextReader(matcher, cues, signals) };
};

const cuesOf = ({ key, cues, notCues }: Topic): readonly (readonly [string, Cue])[] => [
  ...[...cues.en, ...cues.ja].map((word) => [word, { topic: key, against: false }] as const),
  ...[...notCues.en, ...notCues.ja].map((word) => [word, { topic: key, against: true }] as const),
];

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
