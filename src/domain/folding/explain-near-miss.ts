import type { NearMiss } from './placement.ts';

/** Says why a similar story is separate: `0.41, but 0.58 is needed: “…” (NHK): …`. */
export const explainNearMiss = (near: NearMiss): string =>
  `${tellNeed(near)}: “${near.report.title}” (${near.report.outlet.name}): ${near.detail}`;

/**
 * Returns a score beside the needed score: `0.41, but 0.58 is needed`. If the score is high enough, adds that the
 * stories were separate before. Returns `Ruled out` for a score below 0.
 */
export const tellNeed = ({ score, needed }: Pick<NearMiss, 'score' | 'needed'>): string => {
  if (score < 0) return 'Ruled out';
  const enough = `${needed.toFixed(2)} is needed`;
  return score < needed
    ? `${score.toFixed(2)}, but ${enough}`
    : `${score.toFixed(2)} today, and ${enough}; they were separate stories before`;
};
