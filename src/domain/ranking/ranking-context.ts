import type { Config } from '../config.ts';
import { onceFor } from '../once-for.ts';
import type { Outlet, OutletId } from '../source/outlet.ts';
import { makeDictionary } from '../tag/dictionary.ts';
import { createMinorFinder, type FindMinor } from './minor-news.ts';
import type { Section } from './page-section.ts';
import { createSignFinder } from './worth/find-signs.ts';
import { createWorthJudge, type JudgeWorth } from './worth/judge-worth.ts';

/** Everything that determines the importance of a story, except the story and the moment. */
export type RankingContext = {
  readonly outlets: ReadonlyMap<OutletId, Outlet>;
  /** The sections in the order of the front page; an earlier section earns its stories more points. */
  readonly sections: readonly Section[];
  readonly findMinor: FindMinor;
  readonly judgeWorth: JudgeWorth;
};

/** Makes the ranking context of a config, and caches the context by config. */
export const rankingContext = onceFor(
  ({ outlets: listed, page, words }: Pick<Config, 'outlets' | 'page' | 'words'>): RankingContext => {
    const outlets = new Map(listed.map((outlet) => [outlet.id, outlet]));
    // The judges are made at the first use, because their dictionary takes time to make.
    const judgesOf = onceFor((lists: Config['words']) => {
      const { read } = makeDictionary({ companies: [], topics: [], words: lists });
      return {
        findMinor: createMinorFinder(lists, read),
        judgeWorth: createWorthJudge(createSignFinder({ outlets, words: lists, read })),
      };
    });
    return {
      outlets,
      sections: page.sections,
      findMinor: (report) => judgesOf(words).findMinor(report),
      judgeWorth: (articles) => judgesOf(words).judgeWorth(articles),
    };
  },
);
