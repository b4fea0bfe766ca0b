import { SIGNAL_WORDS, type SignalKind } from '../item/relevance/signal-words.ts';
import { type CompanyName, companyNames } from './company/company-names.ts';
import { foldName } from './company/fold-name.ts';
import type { Company, CompanyCode } from './company.ts';
import { createNameFinder } from './text/find-names.ts';
import { type Cue, createTextReader, type Meaning, type ReadText } from './text/text-reading.ts';
import { withPlural } from './text/with-plural.ts';
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
}): TagDictionary => {
  const companies = new Map<CompanyCode, Company>();
  for (const company of input.companies)
    if (company.until === undefined || !companies.has(company.code)) companies.set(company.code, company);
  const names = companyNames(input.companies, companies);
  const cues = input.topics.map((topic) => groupByWord(cuesOf(topic)));
  const signals = groupByWord(
    Object.entries(SIGNAL_WORDS).flatMap(([kind, words]) =>
      eachOnce(words).map((word) => [word, kind as SignalKind] as const),
    ),
  );
  const find = createNameFinder([
    names.map(({ key }) => key),
    ...[signals, ...cues].map((list) => list.map(({ word }) => foldName(word))),
  ]);
  return { companies, topics: input.topics, names, read: createTextReader(find, signals, cues) };
};

/** Two hints do what one cue does; a word against takes half of one away. */
const WEIGHT = { cues: 1, hints: 0.5, notCues: -0.5 } as const;

/** The words of a topic; many are written alike in both languages. */
const cuesOf = (topic: Topic): readonly (readonly [string, Cue])[] =>
  (['cues', 'hints', 'notCues'] as const).flatMap((kind) =>
    eachOnce([...topic[kind].en, ...topic[kind].ja]).map(
      (word) => [word, { topic: topic.key, weight: WEIGHT[kind] }] as const,
    ),
  );

/** Words with their plurals; of those that are written alike, the last. */
const eachOnce = (words: readonly string[]): readonly string[] => [
  ...new Map(words.flatMap(withPlural).map((word) => [foldName(word), word])).values(),
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
