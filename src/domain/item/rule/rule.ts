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

/** Removes an outlet's suffix or prefix from a title. A title without such a part does not change. */
export type TitleRule = {
  readonly strip: (title: string) => string;
  readonly written: string;
  readonly place: ConfigPlace;
};
