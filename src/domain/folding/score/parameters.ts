import type { Profile } from '../read/profile.ts';
import type { BackgroundCounts } from '../read/term/background.ts';
import type { StyleWeights } from '../read/title/style.ts';

/** Which of the learned judges a pair of articles falls to: by the languages of the two. */
export type Judge = 'japanese' | 'english' | 'bilingual';

export const judgeOf = (a: Pick<Profile, 'language'>, b: Pick<Profile, 'language'>): Judge =>
  a.language !== b.language ? 'bilingual' : a.language === 'ja' ? 'japanese' : 'english';

/** One learned judge of pairs: the mean of a logistic regression and of trees. */
export type Model = {
  readonly intercept: number;
  /** What a feature adds to the log-odds that two articles are one story, per unit. */
  readonly weights: Readonly<Record<string, number>>;
  /** Log-odds that all trees start from. */
  readonly base: number;
  /** The features that the trees refer to by position. */
  readonly features: readonly string[];
  /** See `trees.ts`: four questions deep, then a leaf. */
  readonly trees: readonly (readonly number[])[];
};

/** Minimum story score at which articles fold. */
type Thresholds = { readonly normal: number; readonly careful: number };

/** All that folding has learned from labelled headlines; nothing else in it is learned. */
export type Parameters = {
  /** The day it was learned, and from which files. */
  readonly learned: string;
  readonly from: readonly string[];
  readonly background: BackgroundCounts;
  /** Separates a magazine's piece from a news report. */
  readonly style: StyleWeights;
  readonly judges: Readonly<Record<Judge, Model>>;
  readonly thresholds: Readonly<Record<Judge, Thresholds>>;
};
