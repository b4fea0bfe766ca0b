import type { Language } from '../../source/source.ts';

/** What was learned for one language: each weight is added to the log odds of being about Japanese business. */
export type Weights = {
  /** The log odds of an item that shows nothing. */
  readonly base: number;
  /** By the sign: `business`, `topic:macro`, `outlet:NAME`. */
  readonly signs: Readonly<Record<string, number>>;
  /** By the term of a title: a word, or a piece of a run of kanji. */
  readonly terms: Readonly<Record<string, number>>;
};

export type RelevanceWeights = Readonly<Record<Language, Weights>>;
