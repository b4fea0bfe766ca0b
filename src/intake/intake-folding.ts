import type { Folding } from '../domain/folding/fold-articles.ts';

/** The part of a folding that an intake needs. */
export type IntakeFolding = Pick<Folding, 'accept'> & {
  /** Resolves when the stories of the window are known, and only then gives what places new articles. */
  readonly fill: () => Promise<Pick<Folding, 'placeInSteps'>>;
};
