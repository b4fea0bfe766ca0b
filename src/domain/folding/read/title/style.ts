import { probabilityOf } from '../../../item/relevance/log-odds.ts';

/** Learned weights of character n-grams. Their sum distinguishes a magazine's title from the title of a news report. */
export type StyleWeights = {
  readonly intercept: number;
  /** The n-grams of each weight, separated by tabs. A weight is in log-odds, times 1000. */
  readonly ngrams: Readonly<Record<string, string>>;
};

const LONGEST_NGRAM = 3;
const THOUSANDTH = 0.001;
const UNIT_BITS = 0x10000;

/**
 * Makes a function that returns the probability, 0 to 1, that a normalised Japanese title is from a magazine's piece: a
 * comment, an analysis, an interview.
 */
export const createStyle = ({ intercept, ngrams }: StyleWeights): ((title: string) => number) => {
  const weights = new Map<number, number>();
  for (const [weight, own] of Object.entries(ngrams))
    for (const ngram of own.split('\t'))
      eachNgram(ngram, (key, length) => {
        if (length === ngram.length) weights.set(key, Number(weight) * THOUSANDTH);
      });
  return (title) => {
    let odds = intercept;
    const counted: number[] = [];
    eachNgram(marked(title), (key) => {
      const weight = weights.get(key);
      if (weight === undefined || counted.includes(key)) return;
      counted.push(key);
      odds += weight;
    });
    return probabilityOf(odds);
  };
};

/** Returns the n-grams of a title, each once. A mark before the title and a mark after it count as characters. */
export const ngramsOf = (title: string): ReadonlySet<string> => {
  const text = marked(title);
  const found = new Set<string>();
  for (let i = 0; i < text.length; i += 1)
    for (let n = 1; n <= LONGEST_NGRAM && i + n <= text.length; n += 1) found.add(text.slice(i, i + n));
  return found;
};

const marked = (title: string): string => `^${title}$`;

/** Calls `take` with each n-gram as a number, which is faster than a string, and with its length in UTF-16 units. */
const eachNgram = (text: string, take: (key: number, length: number) => void): void => {
  for (let i = 0; i < text.length; i += 1) {
    let key = 0;
    for (let n = 1; n <= LONGEST_NGRAM && i + n <= text.length; n += 1) {
      key = key * UNIT_BITS + text.charCodeAt(i + n - 1);
      take(key, n);
    }
  }
};
