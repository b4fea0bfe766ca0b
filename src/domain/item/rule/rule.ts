import type { ConfigPlace } from '../../config-place.ts';

export type RuleField = 'title' | 'summary' | 'link' | 'path' | 'author' | 'category' | 'any';

/** Whether a text matches a pattern; takes time linear in the length of the text. */
export type Matches = (text: string) => boolean;

/** An include or exclude rule, which matches an item if all conditions match. */
export type Rule = {
  readonly conditions: readonly {
    readonly field: RuleField;
    readonly matches: Matches;
    /** The pattern as the editor wrote it. */
    readonly written: string;
  }[];
  readonly place: ConfigPlace;
};

/** Removes an outlet's suffix or prefix from a title; returns other titles unchanged. */
export type TitleRule = {
  readonly strip: (title: string) => string;
  readonly written: string;
  readonly place: ConfigPlace;
};
