import type { Language } from '../../source/source.ts';

/** The learned weights of one language: each is added to the log odds of being about Japanese business. */
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

/**
 * Converts weights to maps. In an object, V8 would have to make a property name of each piece of text that is looked
 * up.
 */
export const weightsFrom = ({ base, signs, terms }: WrittenWeights): Weights => ({
  base,
  signs: new Map(Object.entries(signs)),
  terms: new Map(Object.entries(terms)),
});
