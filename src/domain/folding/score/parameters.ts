import type { Profile } from '../read/profile.ts';
import type { BackgroundCounts } from '../read/term/background.ts';
import type { StyleWeights } from '../read/title/style.ts';

/** A learned judge. The languages of two articles decide which one scores the pair. */
export type Judge = 'japanese' | 'english' | 'bilingual';

export const judgeOf = (a: Pick<Profile, 'language'>, b: Pick<Profile, 'language'>): Judge =>
  a.language !== b.language ? 'bilingual' : a.language === 'ja' ? 'japanese' : 'english';

/** One learned judge of pairs: the mean of a logistic regression and of trees. */
export type Model = {
  readonly intercept: number;
  /** The log-odds that each unit of a feature adds. */
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

/** All that folding has learned from labelled headlines; everything else in folding is written by hand. */
export type Parameters = {
  /** The day of learning; `from` names the files. */
  readonly learned: string;
  readonly from: readonly string[];
  readonly background: BackgroundCounts;
  /** Separates a magazine's piece from a news report. */
  readonly style: StyleWeights;
  readonly judges: Readonly<Record<Judge, Model>>;
  readonly thresholds: Readonly<Record<Judge, Thresholds>>;
};
