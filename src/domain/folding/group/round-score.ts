/** A score as it is stored and shown. */
export const roundScore = (score: number): number => Math.round(score * 1000) / 1000;
