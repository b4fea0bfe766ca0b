import type { FoldRule } from './fold-rule.ts';
import type { GlossaryPair } from './read/term/glossary.ts';
import type { Parameters } from './score/parameters.ts';

export type FoldSettings = {
  /**
   * The folding window, in milliseconds: the maximum time between two articles whose pair is scored. Articles are not
   * compared with stored articles first seen more than this time before them.
   */
  readonly windowMs: number;
  readonly acrossLanguages: boolean;
  readonly strictness: 'normal' | 'careful';
  readonly glossary: readonly GlossaryPair[];
  /** Ordinary words of Japanese with English translations. */
  readonly dictionary: readonly GlossaryPair[];
  readonly rules?: readonly FoldRule[];
  /** The learned parameters; by default the shipped parameters. */
  readonly parameters?: Parameters;
};
