import { readFileSync, writeFileSync } from 'node:fs';
import { SHIPPED_PARAMETERS } from '../../../../src/domain/folding/fold-articles.ts';
import { createReader } from '../../../../src/domain/folding/read/read-article.ts';
import { certaintyOf } from '../../../../src/domain/folding/score/certainties.ts';
import { FEATURES, measurePair } from '../../../../src/domain/folding/score/feature/features.ts';
import { type Judge, judgeOf } from '../../../../src/domain/folding/score/parameters.ts';
import { createPairScorer } from '../../../../src/domain/folding/score/score-pair.ts';
import { DICTIONARY, GLOSSARY } from '../make-story-article.ts';
import { GOLDEN_PAIRS } from './golden-articles.ts';

/** What is pinned of a pair: who judges it and how, its score, and its features by name. */
export type GoldenScore = {
  readonly pair: string;
  readonly judge: Judge;
  /** `folds`, `stays apart`, or the veto or certainty that decides. */
  readonly verdict: string;
  readonly values: ReadonlyMap<string, number>;
};

const FILE = new URL('golden-scores.csv', import.meta.url);
const DIGITS = 4;
/** Machines may round the last digit apart. */
const TOLERANCE = 1.5 * 10 ** -DIGITS;

/** Measures and judges the golden pairs with the code and the parameters as they are. */
export const judgeGoldenPairs = (): readonly GoldenScore[] => {
  const read = createReader(SHIPPED_PARAMETERS, GLOSSARY, DICTIONARY);
  const scorer = createPairScorer(SHIPPED_PARAMETERS);
  return GOLDEN_PAIRS.map(({ name, articles }) => {
    const [a, b] = [read(articles[0]), read(articles[1])];
    const judge = judgeOf(a, b);
    const score = scorer.score(a, b);
    const folds = score >= SHIPPED_PARAMETERS.thresholds[judge].normal ? 'folds' : 'stays apart';
    const measures = measurePair(a, b, new Float64Array(FEATURES.length));
    const values = [score, ...measures].map((value) => Number(value.toFixed(DIGITS)));
    return {
      pair: name,
      judge,
      verdict: scorer.veto(a, b) ?? certaintyOf(a, b) ?? folds,
      values: new Map(['score', ...FEATURES].map((feature, i) => [feature, values[i] ?? Number.NaN])),
    };
  });
};

/** The pinned scores; none where the file was never written. */
export const readGoldenScores = (): readonly GoldenScore[] => {
  const [header = '', ...lines] = readFileSync(FILE, 'utf8').trim().split('\n');
  const names = header.split(';').slice(3);
  return lines.map((line) => {
    const [pair = '', judge = '', verdict = '', ...values] = line.split(';');
    return {
      pair,
      judge: judge as Judge,
      verdict,
      values: new Map(names.map((name, i) => [name, Number(values[i])])),
    };
  });
};

export const writeGoldenScores = (scores: readonly GoldenScore[]): void => {
  const names = [...(scores[0]?.values.keys() ?? [])];
  const lines = scores.map(({ pair, judge, verdict, values }) => [pair, judge, verdict, ...values.values()]);
  const table = [['pair', 'judge', 'verdict', ...names], ...lines];
  writeFileSync(FILE, `${table.map((cells) => cells.join(';')).join('\n')}\n`);
};

/** What differs between the pinned scores and others, a line a pair. */
export const compareGoldenScores = (
  pinned: readonly GoldenScore[],
  found: readonly GoldenScore[],
): readonly string[] => {
  const before = new Map(pinned.map((score) => [score.pair, score]));
  const after = new Map(found.map((score) => [score.pair, score]));
  const titles = new Map(
    GOLDEN_PAIRS.map(({ name, articles }) => [name, articles.map(({ title }) => title)]),
  );
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((pair) => {
    const changes = changesOf(before.get(pair), after.get(pair));
    return changes.length === 0 ? [] : [`${pair} (${titles.get(pair)?.join(' // ')}): ${changes.join(', ')}`];
  });
};

const changesOf = (before: GoldenScore | undefined, after: GoldenScore | undefined): readonly string[] => {
  if (before === undefined) return ['is new'];
  if (after === undefined) return ['is gone'];
  const changes = (['judge', 'verdict'] as const)
    .filter((key) => before[key] !== after[key])
    .map((key) => `${key} ${before[key]} → ${after[key]}`);
  for (const name of new Set([...before.values.keys(), ...after.values.keys()])) {
    const [was, is] = [before.values.get(name), after.values.get(name)];
    if (was === undefined || is === undefined || !(Math.abs(was - is) < TOLERANCE))
      changes.push(`${name} ${was ?? 'absent'} → ${is ?? 'absent'}`);
  }
  return changes;
};
