import type { FoldRule } from './fold-rule.ts';
import type { GlossaryPair } from './read/term/glossary.ts';
import type { Parameters } from './score/parameters.ts';

export type FoldSettings = {
  /** Articles further apart than this are never one story; how long the index remembers. */
  readonly windowMs: number;
  readonly acrossLanguages: boolean;
  readonly strictness: 'normal' | 'careful';
  readonly glossary: readonly GlossaryPair[];
  /** Everyday words in both languages. */
  readonly dictionary: readonly GlossaryPair[];
  /** What an editor joined and parted by hand. */
  readonly rules?: readonly FoldRule[];
  /** What was learned; the shipped parameters where absent. */
  readonly parameters?: Parameters;
};
