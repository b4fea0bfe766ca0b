import type { Article } from '../src/domain/article/article.ts';
import type { FoldSettings } from '../src/domain/folding/fold-settings.ts';
import { createReader } from '../src/domain/folding/read/read-article.ts';
import { type Judge, judgeOf, type Parameters } from '../src/domain/folding/score/parameters.ts';
import { realGlossary, realWords } from '../test/domain/tag/real-dictionary.ts';
import { collectExamples, type Example } from './collect-examples.ts';
import { countBackground } from './count-background.ts';
import { foldInOrder } from './fold-in-order.ts';
import { type LabelledSet, WINDOW_MS } from './labelled-set.ts';
import { learnJudges } from './learn-judges.ts';
import { learnStyle } from './learn-style.ts';
import type { LearningData } from './learning-data.ts';
import { type Tally, tallySet } from './tally.ts';

/** The examples of all parts, measured by a background and a style that are made without one part. */
type Fold = {
  readonly part: number;
  readonly background: Parameters['background'];
  readonly style: Parameters['style'];
  readonly examples: readonly Example[];
};

/**
 * Prepares the examples for a held-out part. The background lacks the titles of the part and all titles of its
 * Japanese days; the style lacks the titles of these days.
 */
export const openFold = (data: LearningData, part: number): Fold => {
  const hidden = data.sets.flatMap((set) =>
    set.articles
      .filter((_, i) => set.part[i] === part)
      .map((article) => ({ article, isOfDay: set.world === 'japanese' })),
  );
  const titles = new Set(hidden.map(({ article }) => article.title));
  const days = new Set(hidden.filter(({ isOfDay }) => isOfDay).map(({ article }) => dayOf(article)));
  const background = countBackground(
    data.unlabelled.filter((article) => !days.has(dayOf(article)) && !titles.has(article.title)),
    realGlossary,
  );
  const style = learnStyle(days);
  return { part, background, style, examples: examplesOf(data, { background, style }) };
};

const examplesOf = (
  { sets, worlds, provoked }: LearningData,
  learned: Pick<Parameters, 'background' | 'style'>,
): readonly Example[] =>
  collectExamples(sets, worlds, provoked, createReader(learned, realGlossary, realWords));

/** Learns the shipped parameters from all data. */
export const learnFromAll = (
  data: LearningData,
  day: string,
  thresholds: Parameters['thresholds'],
): Parameters => {
  const background = countBackground(data.unlabelled, realGlossary);
  const style = learnStyle(new Set());
  return {
    learned: day,
    from: [
      ...data.sets.map(({ name }) => name),
      ...data.worlds.map(({ world }) => `unrelated: ${world}`),
      'templates of provoked pairs',
    ],
    background,
    style,
    judges: learnJudges(examplesOf(data, { background, style })),
    thresholds,
  };
};

const dayOf = ({ firstSeenAt }: Article): string => firstSeenAt.toString().slice(0, 10);

/** Learns parameters without the held-out part. */
export const learnWithout = (
  { part, background, style, examples }: Fold,
  thresholds: Parameters['thresholds'],
): Parameters => ({
  learned: '',
  from: [],
  background,
  style,
  judges: learnJudges(examples.filter(({ parts }) => !parts.includes(part))),
  thresholds,
});

export const evenThresholds = (t: number): Parameters['thresholds'] => {
  const one = { normal: t, careful: t };
  return { japanese: one, english: one, bilingual: one };
};

export const settingsWith = (
  parameters: Parameters,
  strictness: FoldSettings['strictness'] = 'normal',
): FoldSettings => ({
  windowMs: WINDOW_MS,
  acrossLanguages: true,
  strictness,
  glossary: realGlossary,
  dictionary: realWords,
  parameters,
});

/** Folds one part of the sets, and returns a tally for each set of the part; a written set has one for each judge. */
export const tallyPart = (
  sets: readonly LabelledSet[],
  part: number,
  settings: FoldSettings,
): ReadonlyMap<string, Tally> => {
  const tallies = new Map<string, Tally>();
  for (const set of sets) {
    const isIn = (i: number): boolean => set.part[i] === part;
    if (!set.part.includes(part)) continue;
    const storyOf = foldInOrder(
      set.articles.filter((_, i) => isIn(i)),
      settings,
    );
    if (!set.isWritten) tallies.set(set.name, tallySet(set, storyOf, isIn));
    else
      for (const judge of JUDGES)
        tallies.set(
          `${set.name} ${judge}`,
          tallySet(set, storyOf, isIn, (i, j) => judgeOfPair(set, i, j) === judge),
        );
  }
  return tallies;
};

export const JUDGES: readonly Judge[] = ['japanese', 'english', 'bilingual'];

const judgeOfPair = ({ articles }: LabelledSet, i: number, j: number): Judge =>
  judgeOf(articles[i] as Article, articles[j] as Article);
