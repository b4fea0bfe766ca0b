import type { Language } from '../../source/source.ts';

/** The learned weights of one language. A weight is added to the log odds that an item is about Japanese business. */
export type Weights = {
  /** The log odds of an item without evidence. */
  readonly base: number;
  /** The weight of each sign: `business`, `topic:macro`, `outlet:NAME`. */
  readonly signs: ReadonlyMap<string, number>;
  /** The weight of each term (`titleTerms`). */
  readonly terms: ReadonlyMap<string, number>;
};

/** The weights of one language, as `weights.json` contains them. */
export type WrittenWeights = Pick<Weights, 'base'> & {
  readonly [Key in 'signs' | 'terms']: Readonly<Record<string, number>>;
};

export type RelevanceWeights = Readonly<Record<Language, WrittenWeights>>;

export const weightsFrom = ({ base, signs, terms }: WrittenWeights): Weights => ({
  base,
  signs: new Map(Object.entries(signs)),
  terms: new Map(Object.entries(terms)),
});
