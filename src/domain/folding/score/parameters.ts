import type { Profile } from '../read/profile.ts';
import type { BackgroundCounts } from '../read/term/background.ts';
import type { StyleWeights } from '../read/title/style.ts';

/** The name of a learned judge. The languages of two articles decide which judge scores the pair. */
export type Judge = 'japanese' | 'english' | 'bilingual';

export const judgeOf = (a: Pick<Profile, 'language'>, b: Pick<Profile, 'language'>): Judge =>
  a.language !== b.language ? 'bilingual' : a.language === 'ja' ? 'japanese' : 'english';

/** A learned judge of pairs: the mean of a logistic regression and of trees. */
export type Model = {
  readonly intercept: number;
  /** The log-odds that each unit of a feature adds. */
  readonly weights: Readonly<Record<string, number>>;
  /** The log-odds to which one leaf of each tree is added. */
  readonly base: number;
  /** The features that the trees refer to by position. */
  readonly features: readonly string[];
  /** The trees, as `trees.ts` reads them. */
  readonly trees: readonly (readonly number[])[];
};

/** Minimum score, 0 to 1, at which articles fold. `careful` is never below `normal`. */
type Thresholds = { readonly normal: number; readonly careful: number };

/** All that was learned for folding. */
export type Parameters = {
  /** The day of learning. */
  readonly learned: string;
  /** The names of the data from which the judges were learned. */
  readonly from: readonly string[];
  readonly background: BackgroundCounts;
  readonly style: StyleWeights;
  readonly judges: Readonly<Record<Judge, Model>>;
  readonly thresholds: Readonly<Record<Judge, Thresholds>>;
};
