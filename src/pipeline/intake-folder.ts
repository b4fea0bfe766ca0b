import type { Folder } from '../domain/story/fold-articles.ts';

/** The part of a folder that an intake needs. */
export type IntakeFolder = Pick<Folder, 'placeInSteps' | 'accept'> & {
  /** Resolves when the stories of the window are known; nothing may be placed before. */
  readonly fill: () => Promise<void>;
};
