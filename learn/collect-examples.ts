import type { Article } from '../src/domain/article/article.ts';
import { createCandidateIndex } from '../src/domain/folding/group/candidates.ts';
import { isWorthScoring } from '../src/domain/folding/group/is-worth-scoring.ts';
import type { Profile } from '../src/domain/folding/read/profile.ts';
import type { ReadArticle } from '../src/domain/folding/read/read-article.ts';
import { FEATURES, measurePair } from '../src/domain/folding/score/feature/features.ts';
import { type Judge, judgeOf } from '../src/domain/folding/score/parameters.ts';
import { vetoOf } from '../src/domain/folding/score/vetoes.ts';
import { type LabelledSet, pairName, WINDOW_MS } from './labelled-set.ts';
import { pairUnrelated, type World } from './unrelated-pairs.ts';

/** A measured pair of articles. While one of the `parts` is held out, nothing is learned from the pair. */
export type Example = {
  readonly judge: Judge;
  readonly features: Float64Array;
  readonly isOneStory: boolean;
  readonly parts: readonly number[];
  readonly from: 'set' | 'unrelated' | 'loose';
};

/** A pair of articles that belongs to no set. It is known whether both articles report one story. */
export type LoosePair = {
  readonly articles: readonly [Article, Article];
  readonly isOneStory: boolean;
  readonly parts: readonly number[];
};

/**
 * Every nth pair that reports two stories and is not worth scoring is kept. Such pairs are many, and their features are
 * similar.
 */
const ONE_IN = 4;

/**
 * Measures the pairs of the sets, and the unrelated and loose pairs. Leaves out unsure and vetoed pairs, pairs outside
 * the window, and most pairs of two stories of a set that are not worth scoring.
 */
export const collectExamples = (
  sets: readonly LabelledSet[],
  worlds: readonly World[],
  loose: readonly LoosePair[],
  read: ReadArticle,
): readonly Example[] => {
  const examples: Example[] = [];
  let hopeless = 0;
  const put = (a: Profile, b: Profile, known: Pick<Example, 'isOneStory' | 'parts' | 'from'>): void => {
    if (vetoOf(a, b) !== undefined || Math.abs(a.publishedMs - b.publishedMs) > WINDOW_MS) return;
    const features = measurePair(a, b, new Float64Array(FEATURES.length));
    examples.push({ judge: judgeOf(a, b), features, ...known });
  };
  for (const set of sets) {
    const profiles = set.articles.map((article) => read(article));
    for (const [i, j] of pairsOf(set, profiles)) {
      if (set.unsure.has(pairName(i, j))) continue;
      const [a, b] = [profiles[i] as Profile, profiles[j] as Profile];
      const isOneStory = set.story[i] === set.story[j];
      if (!isOneStory && !isWorthScoring(a, b)) {
        hopeless += 1;
        if (hopeless % ONE_IN !== 0) continue;
      }
      put(a, b, { isOneStory, parts: [set.part[i] as number, set.part[j] as number], from: 'set' });
    }
  }
  for (const { pair, parts } of pairUnrelated(worlds, read))
    put(...pair, { isOneStory: false, parts, from: 'unrelated' });
  for (const { articles, isOneStory, parts } of loose)
    put(read(articles[0]), read(articles[1]), { isOneStory, parts, from: 'loose' });
  return examples;
};

/** Returns the pairs that a candidate index finds, the pairs that report one story, and the listed look-alikes. */
const pairsOf = (set: LabelledSet, profiles: readonly Profile[]): Iterable<readonly [number, number]> => {
  const index = createCandidateIndex();
  const order = [...profiles.entries()].sort(([, a], [, b]) => a.publishedMs - b.publishedMs);
  const pairs = new Map<string, readonly [number, number]>();
  for (const [i, profile] of order) {
    for (const j of index.near(profile)) pairs.set(pairName(i, j), [i, j]);
    index.add(i, profile);
  }
  const stories = Map.groupBy(profiles.keys(), (i) => set.story[i]).values();
  for (const members of stories)
    for (const [k, i] of members.entries())
      for (const j of members.slice(k + 1)) pairs.set(pairName(i, j), [i, j]);
  for (const [i, j] of set.lookAlikes) pairs.set(pairName(i, j), [i, j]);
  return pairs.values();
};
