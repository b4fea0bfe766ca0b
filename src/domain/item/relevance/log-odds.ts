/** Converts log odds to a probability, 0 to 1. */
export const probabilityOf = (odds: number): number => 1 / (1 + Math.exp(-odds));

/** Returns the factor of a sign's weight by the number of its words: 1 for one word, 1.5 for two, 2 for more. */
export const amountOf = (words: number): number => (1 + Math.min(words, 3)) / 2;

const MOST_REASONS = 3;

/** Returns the `MOST_REASONS` strongest pieces of evidence, for or against, the strongest first. */
export const strongestOf = <Weighed extends { readonly odds: number }>(
  found: readonly Weighed[],
): readonly Weighed[] => found.toSorted((a, b) => Math.abs(b.odds) - Math.abs(a.odds)).slice(0, MOST_REASONS);

/** Formats log odds with their sign and one decimal: `+0.9`, `−1.2`. */
export const signedOdds = (odds: number): string => `${odds < 0 ? '−' : '+'}${Math.abs(odds).toFixed(1)}`;
