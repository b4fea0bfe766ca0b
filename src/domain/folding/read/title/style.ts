import { probabilityOf } from '../../../item/relevance/log-odds.ts';

/** Learned weights of character n-grams. Their sum distinguishes a magazine's title from the title of a news report. */
export type StyleWeights = {
  readonly intercept: number;
  /** The n-grams of each weight, separated by tabs. A weight is in log-odds, times 1000. */
  readonly ngrams: Readonly<Record<string, string>>;
};

const LONGEST_NGRAM = 3;
const THOUSANDTH = 0.001;

/**
 * Makes a function that returns the probability, 0 to 1, that a normalised Japanese title is from a magazine's piece: a
 * comment, an analysis, an interview.
 */
export const createStyle = ({ intercept, ngrams }: StyleWeights): ((title: string) => number) => {
  const weights = new Map<string, number>();
  for (const [weight, own] of Object.entries(ngrams))
    for (const ngram of own.split('\t')) weights.set(ngram, Number(weight) * THOUSANDTH);
  return (title) => {
    let odds = intercept;
    for (const ngram of ngramsOf(title)) odds += weights.get(ngram) ?? 0;
    return probabilityOf(odds);
  };
};

/** Returns the n-grams of a title, each once. A mark before the title and a mark after it count as characters. */
export const ngramsOf = (title: string): ReadonlySet<string> => {
  const text = `^${title}$`;
  const found = new Set<string>();
  for (let i = 0; i < text.length; i += 1)
    for (let n = 1; n <= LONGEST_NGRAM && i + n <= text.length; n += 1) found.add(text.slice(i, i + n));
  return found;
};
