import type { NearMiss } from './placement.ts';

/** Why a similar story is separate, in words: `0.41, but 0.58 is needed: “…” (NHK): …`. */
export const explainNearMiss = (near: NearMiss): string =>
  `${tellNeed(near)}: “${near.report.title}” (${near.report.outlet.name}): ${near.detail}`;

/**
 * The score of a similar story and the score it needed: `0.41, but 0.58 is needed`. If the score is high enough today, it was
 * too low when the later story came, and stories that are already separate are not joined.
 */
export const tellNeed = ({ score, needed }: Pick<NearMiss, 'score' | 'needed'>): string => {
  if (score < 0) return 'Ruled out';
  const enough = `${needed.toFixed(2)} is needed`;
  return score < needed
    ? `${score.toFixed(2)}, but ${enough}`
    : `${score.toFixed(2)} today, and ${enough}; they were separate stories before`;
};
