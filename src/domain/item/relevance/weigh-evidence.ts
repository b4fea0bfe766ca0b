import type { Evidence } from './find-evidence.ts';
import type { Weights } from './weights.ts';

/** What a piece of evidence adds to the log odds of being relevant; less than 0 speaks against it. */
export type Contribution = { readonly says: string; readonly odds: number };

/** Weighs each sign, and each word of the text by the sum of its terms; what weighs nothing is left out. */
export const weighEvidence = ({ signs, terms }: Evidence, weights: Weights): readonly Contribution[] => {
  const words = new Map<string, number>();
  for (const { key, word, amount } of terms) {
    const weight = weightOf(weights.terms, key);
    if (weight !== 0) words.set(word, (words.get(word) ?? 0) + weight * amount);
  }
  return [
    ...signs.flatMap(({ sign, amount, words: shown }) => {
      const odds = weightOf(weights.signs, sign) * amount;
      const [name] = sign.split(':');
      return odds === 0 ? [] : [{ says: `${name}: ${shown}`, odds }];
    }),
    ...[...words].map(([word, odds]) => ({ says: `word: ${word}`, odds })),
  ];
};

/** A word such as `constructor` is no key of its own of a table that was read from a file. */
const weightOf = (table: Readonly<Record<string, number>>, key: string): number =>
  Object.hasOwn(table, key) ? (table[key] ?? 0) : 0;

const MOST_REASONS = 3;

/** The three strongest pieces of evidence in words, each with what it adds to the log odds; never none. */
export const strongestReasons = (found: readonly Contribution[]): readonly string[] => {
  const strongest = found
    .toSorted((a, b) => Math.abs(b.odds) - Math.abs(a.odds))
    .slice(0, MOST_REASONS)
    .map(({ says, odds }) => `${says} (${odds < 0 ? '−' : '+'}${Math.abs(odds).toFixed(1)})`);
  return strongest.length > 0 ? strongest : ['nothing in it is known to speak for business or against it'];
};
