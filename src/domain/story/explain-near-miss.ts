import type { NearMiss } from './fold-articles.ts';

/** Why a story that is like another one is not the same, in words: `0.41, where 0.58 is needed: “…” (NHK): …`. */
export const explainNearMiss = ({ score, needed, detail }: NearMiss): string =>
  score < 0 ? `No, ${detail}` : `${score.toFixed(2)}, where ${needed.toFixed(2)} is needed: ${detail}`;
