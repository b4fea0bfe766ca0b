import type { Config } from '../domain/config.ts';
import { lastingReaches } from '../domain/ranking/importance.ts';
import { rankingContext } from '../domain/ranking/ranking-context.ts';
import { inTurns } from '../domain/steps.ts';
import { makeDictionaryInSteps, type TagDictionary } from '../domain/tag/dictionary.ts';
import { tagStory } from '../domain/tag/tag-story.ts';
import { judgeCandidate } from '../intake/judge-candidate.ts';
import type { IntakeContext } from '../intake/take-in.ts';
import { createPause } from '../system/create-pause.ts';

export type Judging = Pick<IntakeContext, 'judge' | 'tagStory' | 'isTop'>;

/** Makes the dictionary of a config, with pauses in which readers are served. */
export const prepareDictionary = (
  names: Pick<Config, 'companies' | 'topics' | 'words'>,
): Promise<TagDictionary> => inTurns(makeDictionaryInSteps(names), createPause());

export const judgingBy = (config: Config, dictionary: TagDictionary): Judging => ({
  judge: (candidate, source) => judgeCandidate(candidate, source, dictionary, config.relevance.threshold),
  tagStory: (articles) => tagStory(articles, dictionary, rankingContext(config).outlets),
  isTop: (story, at) => lastingReaches(config.page.topScore, story, rankingContext(config), at),
});
