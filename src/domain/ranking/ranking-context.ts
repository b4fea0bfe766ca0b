import type { Config } from '../config.ts';
import { onceFor } from '../once-for.ts';
import type { RankingContext } from './importance.ts';
import { createMinorFinder } from './minor-news.ts';

/** What a config says about the importance of stories. */
export const rankingContext = onceFor(
  ({ outlets, page, words }: Pick<Config, 'outlets' | 'page' | 'words'>): RankingContext => ({
    outlets: new Map(outlets.map((outlet) => [outlet.id, outlet])),
    sections: page.sections,
    majorCompanies: new Set(words['major-companies']),
    findMinor: createMinorFinder(words),
    sessionsFade: true,
  }),
);
