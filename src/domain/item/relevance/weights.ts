import type { Language } from '../../source/source.ts';

/** What was learned for one language: each weight is added to the log odds of being about Japanese business. */
export type Weights = {
  /** The log odds of an item that shows nothing. */
  readonly base: number;
  /** By the sign: `business`, `topic:macro`, `outlet:NAME`. */
  readonly signs: ReadonlyMap<string, number>;
  /** By the term of a title: a word, or a piece of a run of kanji. */
  readonly terms: ReadonlyMap<string, number>;
};

/** Weights as they are written. */
export type WrittenWeights = Pick<Weights, 'base'> & {
  readonly [Key in 'signs' | 'terms']: Readonly<Record<string, number>>;
};

export type RelevanceWeights = Readonly<Record<Language, WrittenWeights>>;

/** Weights as they are looked up: by pieces of text, each of which V8 would have to make a property's name of. */
export const weightsFrom = ({ base, signs, terms }: WrittenWeights): Weights => ({
  base,
  signs: new Map(Object.entries(signs)),
  terms: new Map(Object.entries(terms)),
});
