import type { Rulings } from '../fold-rule.ts';
import type { FoldSettings } from '../fold-settings.ts';
import type { Parameters } from '../score/parameters.ts';
import type { PairScorer } from '../score/score-pair.ts';
import type { Shelf } from './shelf.ts';

export type FoldingContext = {
  readonly shelf: Shelf;
  readonly scorer: PairScorer;
  readonly settings: FoldSettings;
  readonly parameters: Parameters;
  readonly rulings: Rulings;
};
