import type { NearMiss } from './placement.ts';

/** Why a story that is like another one is not the same, in words: `0.41, where 0.58 is needed: “…” (NHK): …`. */
export const explainNearMiss = (near: NearMiss): string =>
  `${tellNeed(near)}: “${near.report.title}” (${near.report.outlet.name}): ${near.detail}`;

/**
 * How far it is from being the same: `0.41, where 0.58 is needed`. A score that is high enough today was too low when
 * the later of the two came; stories that have been apart since then are not joined.
 */
export const tellNeed = ({ score, needed }: Pick<NearMiss, 'score' | 'needed'>): string => {
  if (score < 0) return 'Ruled out';
  const enough = `${needed.toFixed(2)} is needed`;
  return score < needed
    ? `${score.toFixed(2)}, where ${enough}`
    : `${score.toFixed(2)} today, where ${enough}; they were separate stories before`;
};
