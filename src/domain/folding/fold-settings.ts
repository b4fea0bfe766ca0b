import type { FoldRule } from './fold-rule.ts';
import type { GlossaryPair } from './read/term/glossary.ts';
import type { Parameters } from './score/parameters.ts';

export type FoldSettings = {
  /** Articles further apart than this are never one story, and older ones are forgotten; milliseconds. */
  readonly windowMs: number;
  readonly acrossLanguages: boolean;
  readonly strictness: 'normal' | 'careful';
  readonly glossary: readonly GlossaryPair[];
  /** Everyday words in both languages. */
  readonly dictionary: readonly GlossaryPair[];
  /** Articles that an editor joined or kept apart by hand. */
  readonly rules?: readonly FoldRule[];
  /** Learned parameters; the shipped ones by default. */
  readonly parameters?: Parameters;
};
