import type { ConfigPlace } from '../../config-place.ts';

export type RuleField = 'title' | 'summary' | 'link' | 'path' | 'author' | 'category' | 'any';

/** Tells whether a text matches; compiled by an engine whose time is linear in the text. */
export type Matches = (text: string) => boolean;

/** All conditions of a rule must hold. */
export type Rule = {
  readonly conditions: readonly {
    readonly field: RuleField;
    readonly matches: Matches;
    /** As the editor wrote it. */
    readonly written: string;
  }[];
  readonly place: ConfigPlace;
};

/** Takes an outlet's own suffix or prefix off a title; gives the title back unchanged where it is not there. */
export type TitleRule = {
  readonly strip: (title: string) => string;
  readonly written: string;
  readonly place: ConfigPlace;
};
