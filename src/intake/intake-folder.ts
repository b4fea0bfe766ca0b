import type { Folder } from '../domain/folding/fold-articles.ts';

/** The part of a folder that an intake needs. */
export type IntakeFolder = Pick<Folder, 'accept'> & {
  /** Resolves when the stories of the window are known, and only then gives what places new articles. */
  readonly fill: () => Promise<Pick<Folder, 'placeInSteps'>>;
};
