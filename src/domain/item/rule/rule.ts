import type { ConfigPlace } from '../../config-place.ts';

export type RuleField = 'title' | 'summary' | 'link' | 'path' | 'author' | 'category' | 'any';

/** Returns true if a text matches a pattern. The time is linear in the length of the text. */
export type Matches = (text: string) => boolean;

/** An include or exclude rule. A rule matches an item if all conditions match. */
export type Rule = {
  readonly conditions: readonly {
    readonly field: RuleField;
    readonly matches: Matches;
    /** The pattern as the editor wrote it. */
    readonly written: string;
  }[];
  readonly place: ConfigPlace;
};

/** A rule that removes a part of titles, such as the outlet's name. */
export type TitleRule = {
  readonly strip: (title: string) => string;
  readonly written: string;
  readonly place: ConfigPlace;
};
