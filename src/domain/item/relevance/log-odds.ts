/** The probability, 0 to 1, that log odds stand for. */
export const probabilityOf = (odds: number): number => 1 / (1 + Math.exp(-odds));

/**
 * The factor of a sign's weight by the number of its words, 1 to 2: the second and the third word add a half each,
 * others nothing.
 */
export const amountOf = (words: number): number => (1 + Math.min(words, 3)) / 2;

const MOST_REASONS = 3;

/** The three pieces of evidence that weigh most, for or against, the strongest first. */
export const strongestOf = <Weighed extends { readonly odds: number }>(
  found: readonly Weighed[],
): readonly Weighed[] => found.toSorted((a, b) => Math.abs(b.odds) - Math.abs(a.odds)).slice(0, MOST_REASONS);

/** Log odds with their sign, to one decimal: `+0.9`, `−1.2`. */
export const signedOdds = (odds: number): string => `${odds < 0 ? '−' : '+'}${Math.abs(odds).toFixed(1)}`;
