import type { Article } from '../src/domain/article/article.ts';
import { createCandidateIndex } from '../src/domain/story/group/candidates.ts';
import type { GlossaryPair } from '../src/domain/story/read/glossary.ts';
import type { Profile } from '../src/domain/story/read/profile.ts';
import { createReader, type ReadArticle } from '../src/domain/story/read/read-article.ts';
import { FEATURES, measurePair } from '../src/domain/story/score/features.ts';
import type { Model, Parameters, Thresholds } from '../src/domain/story/score/parameters.ts';
import { vetoOf } from '../src/domain/story/score/vetoes.ts';
import { countBackground } from './stories-background.ts';
import { type LabelledSet, pairName } from './stories-data.ts';
import { learnLogistic, type Table } from './stories-logistic.ts';
import type { Strangers } from './stories-strangers.ts';
import { learnForest, TREE_SETTINGS } from './stories-trees.ts';

export const WINDOW_MS = 72 * 3_600_000;

/** The parts of the sets that are learned from. */
export type IsLearned = (set: LabelledSet, i: number) => boolean;

/** Learns everything from the parts of the sets that `isLearned` names, and from unlabelled titles of other days. */
export const learnParameters = (
  sets: readonly LabelledSet[],
  unlabelled: readonly Article[],
  glossary: readonly GlossaryPair[],
  isLearned: IsLearned,
  /** Pairs that are known to be different stories, beside those of the sets. */
  strangersOf: (read: ReadArticle) => Strangers,
  thresholds: { readonly japanese: Thresholds; readonly bilingual: Thresholds },
): Parameters => {
  const background = countBackground(unlabelled, glossary);
  const reader = createReader(background, glossary);
  const japanese: Row[] = [];
  const bilingual: Row[] = [];
  const put = (a: Profile, b: Profile, label: boolean): void => {
    const features = measurePair(a, b, new Float64Array(FEATURES.length));
    (a.language === 'ja' && b.language === 'ja' ? japanese : bilingual).push({ features, label });
  };
  for (const set of sets) {
    const profiles = set.articles.map(reader);
    const gold = goldPairs(set);
    const index = createCandidateIndex();
    const order = [...profiles.keys()].sort(
      (i, j) => (profiles[i]?.publishedMs ?? 0) - (profiles[j]?.publishedMs ?? 0),
    );
    const pairs = new Map<string, readonly [number, number]>();
    for (const i of order) {
      const profile = profiles[i];
      if (profile === undefined) continue;
      for (const j of index.near(profile)) pairs.set(pairName(i, j), [i, j]);
      index.add(i, profile);
    }
    for (const [i, j] of [...gold, ...set.lookAlikes]) pairs.set(pairName(i, j), [i, j]);
    for (const [i, j] of pairs.values()) {
      const [a, b] = [profiles[i], profiles[j]];
      if (a === undefined || b === undefined || !isLearned(set, i) || !isLearned(set, j)) continue;
      if (
        set.unsure.has(pairName(i, j)) ||
        vetoOf(a, b) !== undefined ||
        Math.abs(a.publishedMs - b.publishedMs) > WINDOW_MS
      )
        continue;
      put(a, b, set.story[i] === set.story[j]);
    }
  }
  for (const [a, b] of strangersOf(reader)) put(a, b, false);
  return {
    learned: '',
    from: sets.map(({ name }) => name),
    background,
    japanese: learnModel(japanese),
    bilingual: learnModel(bilingual),
    thresholds,
  };
};

type Row = { readonly features: Float64Array; readonly label: boolean };

const learnModel = (examples: readonly Row[]): Model => {
  const width = FEATURES.length;
  const rows = new Float64Array(examples.length * width);
  examples.forEach(({ features }, r) => {
    rows.set(features, r * width);
  });
  const table: Table = { width, rows, labels: Uint8Array.from(examples, ({ label }) => Number(label)) };
  const { intercept, weights } = learnLogistic(table);
  const { base, trees } = learnForest(table, TREE_SETTINGS);
  return {
    intercept: round(intercept),
    weights: Object.fromEntries(
      FEATURES.flatMap((name, f) => (weights[f] === 0 ? [] : [[name, round(weights[f] ?? 0)]])),
    ),
    base: round(base),
    features: FEATURES,
    trees: trees.map((tree) => tree.map(round)),
  };
};

const round = (value: number): number => Number(value.toPrecision(4));

const goldPairs = (set: LabelledSet): readonly (readonly [number, number])[] =>
  [...Map.groupBy(set.articles.keys(), (i) => set.story[i]).values()].flatMap((members) =>
    members.flatMap((i, k) => members.slice(k + 1).map((j) => [i, j] as const)),
  );
