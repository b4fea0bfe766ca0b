import type { NearMiss } from './fold-articles.ts';

/** Why a story that is like another one is not the same, in words: `0.41, where 0.58 is needed: “…” (NHK): …`. */
export const explainNearMiss = (near: NearMiss): string =>
  `${tellNeed(near)}${near.score < 0 ? ',' : ':'} “${near.report.title}” (${near.report.outletName}): ${near.detail}`;

/** How far it was from being the same: `0.41, where 0.58 is needed`. */
export const tellNeed = ({ score, needed }: Pick<NearMiss, 'score' | 'needed'>): string =>
  score < 0 ? 'No' : `${score.toFixed(2)}, where ${needed.toFixed(2)} is needed`;
