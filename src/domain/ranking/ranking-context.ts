import type { Config } from '../config.ts';
import { onceFor } from '../once-for.ts';
import type { Outlet, OutletId } from '../source/outlet.ts';
import { createMinorFinder, type FindMinor } from './minor-news.ts';
import type { Section } from './page-section.ts';

/** What is judged by, beside the story itself. */
export type RankingContext = {
  readonly outlets: ReadonlyMap<OutletId, Outlet>;
  /** In the editor's order: a story of an earlier section is a little more important. */
  readonly sections: readonly Section[];
  /** Securities codes of the largest companies. */
  readonly majorCompanies: ReadonlySet<string>;
  readonly findMinor: FindMinor;
};

/** What a config says about the importance of stories. */
export const rankingContext = onceFor(
  ({ outlets, page, words }: Pick<Config, 'outlets' | 'page' | 'words'>): RankingContext => ({
    outlets: new Map(outlets.map((outlet) => [outlet.id, outlet])),
    sections: page.sections,
    majorCompanies: new Set(words['major-companies']),
    findMinor: minorFinderOf(words),
  }),
);

/** Set up when the first report is judged: most stories enter no page. */
const minorFinderOf = (words: Config['words']): FindMinor => {
  let find: FindMinor | undefined;
  return (report) => {
    find ??= createMinorFinder(words);
    return find(report);
  };
};
