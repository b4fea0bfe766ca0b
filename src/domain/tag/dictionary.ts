import { atOnce, type Steps } from '../steps.ts';
import { type CompanyName, companyNames } from './company/company-names.ts';
import { foldName } from './company/fold-name.ts';
import { createNameBoundary, type NameBoundary } from './company/japanese-boundary.ts';
import { createSports, type Sports } from './company/teams.ts';
import type { Company, CompanyCode } from './company.ts';
import { createNameFinder } from './text/find-names.ts';
import { type Cue, createTextReader, type Meaning, type ReadText } from './text/text-reading.ts';
import type { Topic } from './topic.ts';
import { SIGNAL_KINDS, type WordLists } from './word-lists.ts';

/** The companies, topics and words of a config, with functions that recognise them in texts. */
export type TagDictionary = {
  readonly companies: ReadonlyMap<CompanyCode, Company>;
  readonly topics: readonly Topic[];
  readonly names: readonly CompanyName[];
  readonly boundary: NameBoundary;
  readonly sports: Sports;
  /** English words that have no weight in relevance, in lower case. */
  readonly stopWords: ReadonlySet<string>;
  readonly read: ReadText;
};

type DictionaryInput = {
  readonly companies: readonly Company[];
  readonly topics: readonly Topic[];
  readonly words: WordLists;
};

/** Makes the dictionary of a config without a pause. This takes long, so callers should make only one for each config. */
export const makeDictionary = (input: DictionaryInput): TagDictionary => atOnce(makeDictionaryInSteps(input));

export const makeDictionaryInSteps = function* (input: DictionaryInput): Steps<TagDictionary> {
  const { topics, words } = input;
  const companies = new Map<CompanyCode, Company>();
  for (const company of input.companies)
    if (company.until === undefined || !companies.has(company.code)) companies.set(company.code, company);
  const names = yield* companyNames(input.companies, companies, words);
  const cues: (readonly Meaning<Cue>[])[] = [];
  for (const topic of topics) {
    yield;
    cues.push(groupByWord(cuesOf(topic)));
  }
  const signals = groupByWord(
    SIGNAL_KINDS.flatMap((kind) => eachOnce(words[kind]).map((word) => [word, kind] as const)),
  );
  yield;
  const find = yield* createNameFinder([
    names.map(({ key }) => key),
    ...[signals, ...cues].map((list) => list.map(({ word }) => foldName(word))),
  ]);
  yield;
  return {
    companies,
    topics,
    names,
    boundary: createNameBoundary(words),
    sports: createSports(words),
    stopWords: new Set(words['stop-words'].map(foldName)),
    read: createTextReader(find, signals, cues),
  };
};

/** Points of a word of a topic. Two hints count like one cue. A `notCue` takes away as many points as a hint gives. */
const WEIGHT = { cues: 1, hints: 0.5, notCues: -0.5 } as const;

const cuesOf = (topic: Topic): readonly (readonly [string, Cue])[] =>
  (['cues', 'hints', 'notCues'] as const).flatMap((kind) =>
    eachOnce([...topic[kind].en, ...topic[kind].ja]).map(
      (word) => [word, { topic: topic.key, weight: WEIGHT[kind] }] as const,
    ),
  );

/** Returns words with their plurals; of several words with the same `foldName` spelling, the last. */
const eachOnce = (words: readonly string[]): readonly string[] => [
  ...new Map(words.flatMap(withPlural).map((word) => [foldName(word), word])).values(),
];

const groupByWord = <Value>(pairs: readonly (readonly [string, Value])[]): readonly Meaning<Value>[] => {
  const groups = new Map<string, { word: string; values: Value[] }>();
  for (const [word, value] of pairs)
    groups.getOrInsert(foldName(word), { word, values: [] }).values.push(value);
  return [...groups.values()];
};

/** Matches an English word or phrase of at least three characters, in lower case. */
const ENGLISH = /^[a-z][a-z' -]*[a-z]{2}$/;

const HISSING = /(s|x|z|ch|sh)$/;
const CONSONANT_Y = /[^aeiou]y$/;

/** Returns an English word and its plural; only the word if it ends in a single `s` or does not match `ENGLISH`. */
export const withPlural = (word: string): readonly string[] => {
  if (!ENGLISH.test(word) || /[^s]s$/.test(word)) return [word];
  if (CONSONANT_Y.test(word)) return [word, `${word.slice(0, -1)}ies`];
  return [word, HISSING.test(word) ? `${word}es` : `${word}s`];
};
