import { writeFileSync } from 'node:fs';
import type { FoldSettings } from '../src/domain/folding/fold-settings.ts';
import type { Judge, Parameters } from '../src/domain/folding/score/parameters.ts';
import { chooseThresholds, GRID, type Sweep } from './choose-thresholds.ts';
import {
  evenThresholds,
  JUDGES,
  learnFromAll,
  learnWithout,
  openFold,
  settingsWith,
  tallyPart,
} from './cross-validate.ts';
import { foldInOrder } from './fold-in-order.ts';
import { FOLDS } from './labelled-set.ts';
import { learnModel } from './learn-judges.ts';
import { type Provoked, readLearningData } from './learning-data.ts';
import { calibrate, type Prediction, predictPart, recallAt } from './predictions.ts';
import { addTallies, formatRates, type Tally } from './tally.ts';

/**
 * Learns the folding parameters from ../shared, and prints how well folding works on held-out data: `npx node
 * learn/learn.ts [DATE] [curve]`. Each part is held out in turn; its thresholds are chosen by the results of the other
 * parts. A DATE writes the parameters learned from all data to src/domain/folding/parameters.json; `curve` also learns
 * from one to five blocks of Japanese days.
 */
const data = readLearningData();
const parts = Array.from({ length: FOLDS }, (_, part) => part);

const folded: Parameters[] = [];
const sweeps: Sweep[] = [];
const predictions = new Map<Judge, Prediction[]>(JUDGES.map((judge) => [judge, []]));
/** Predictions of the Japanese judge, by the number of blocks of days from which it learned; empty without `curve`. */
const curve = new Map<number, Prediction[]>(
  process.argv.includes('curve') ? parts.slice(1).map((blocks) => [blocks, []]) : [],
);

for (const part of parts) {
  const fold = openFold(data, part);
  const parameters = learnWithout(fold, evenThresholds(0));
  folded.push(parameters);
  sweeps.push(
    GRID.map((t) =>
      tallyPart(data.sets, part, settingsWith({ ...parameters, thresholds: evenThresholds(t) })),
    ),
  );
  for (const judge of JUDGES)
    predictions.get(judge)?.push(...predictPart(parameters.judges[judge], judge, fold.examples, part));
  const japanese = fold.examples.filter(({ judge }) => judge === 'japanese');
  const others = parts.filter((other) => other !== part);
  for (const [blocks, own] of curve) {
    const kept = new Set(others.slice(0, blocks));
    // Unrelated and provoked pairs of all other parts stay, because the curve counts only labelled days.
    const model = learnModel(
      japanese.filter(
        ({ from, parts: used }) =>
          !used.includes(part) && (from !== 'set' || used.every((one) => kept.has(one))),
      ),
    );
    own.push(...predictPart(model, 'japanese', fold.examples, part));
  }
  process.stderr.write(`part ${part} learned\n`);
}

const results = new Map<string, Tally[]>();
/** The held-out provoked pairs, each with its languages and sort. */
const provoked: { readonly name: string; readonly isFolded: boolean }[] = [];

/** Number of days between two provoked pairs, longer than the folding window. */
const DAYS_APART = 10;

/** Folds each provoked pair alone. */
const foldProvoked = (pairs: readonly Provoked[], settings: FoldSettings): typeof provoked => {
  const moved = pairs.flatMap(({ articles }, i) =>
    articles.map((article) => ({
      ...article,
      published: article.published.add({ hours: 24 * DAYS_APART * i }),
      firstSeenAt: article.firstSeenAt.add({ hours: 24 * DAYS_APART * i }),
    })),
  );
  const storyOf = foldInOrder(moved, settings);
  return pairs.map(({ languages, sort, articles: [a, b] }) => ({
    name: `${languages}, ${sort}`,
    isFolded: storyOf.get(a.id) === storyOf.get(b.id),
  }));
};

const note = (name: string, tally: Tally): void => {
  results.set(name, [...(results.get(name) ?? []), tally]);
};
for (const part of parts) {
  const thresholds = chooseThresholds(sweeps.filter((_, other) => other !== part));
  const parameters = { ...(folded[part] as Parameters), thresholds };
  console.log(`part ${part}: thresholds ${JSON.stringify(thresholds)}`);
  for (const strictness of ['normal', 'careful'] as const)
    for (const [name, tally] of tallyPart(data.sets, part, settingsWith(parameters, strictness))) {
      note(
        `${strictness}: ${name.replace(/^stories-ja.*/, 'Japanese, all six').replace(/^(general-..).*/, '$1')}`,
        tally,
      );
      if (name.startsWith('stories-ja')) note(`${strictness}: ${name}`, tally);
    }
  const own = data.provoked.filter((pair) => pair.parts[0] === part);
  provoked.push(...foldProvoked(own, settingsWith(parameters)));
}

console.log('\n| held out | precision | recall | F1 | look-alikes joined | exact | largest |');
console.log('|---|---|---|---|---|---|---|');
for (const [name, tallies] of [...results].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(formatRates(name, addTallies(tallies)));
console.log('\n| provoked pairs, held out | folded |');
console.log('|---|---|');
const provokedPairs = [...Map.groupBy(provoked, ({ name }) => name)].sort(([a], [b]) => (a < b ? -1 : 1));
for (const [name, pairs] of provokedPairs) {
  const folded = pairs.filter(({ isFolded }) => isFolded).length;
  console.log(`| ${name} | ${folded} of ${pairs.length} (${((100 * folded) / pairs.length).toFixed(1)} %) |`);
}
if (curve.size > 0)
  console.log(
    '\nLearning curve, Japanese pairs before grouping: blocks of three days, recall at precision .95 and .90',
  );
for (const [blocks, own] of curve)
  console.log(`${blocks}: ${recallAt(own, 0.95).toFixed(3)} ${recallAt(own, 0.9).toFixed(3)}`);
for (const [judge, own] of predictions) console.log(`\nCalibration, ${judge}\n${calibrate(own).join('\n')}`);

const day = process.argv[2];
if (day !== undefined && day !== 'curve') {
  const parameters = learnFromAll(data, day, chooseThresholds(sweeps));
  /** The parameters as JSON, with each tree on one line. */
  const written = JSON.stringify(parameters, null, 1).replace(
    /\[\s+(-?[\d.e-]+,?\s+)+(-?[\d.e-]+)\s+\]/g,
    (list) => list.replace(/\s+/g, ' '),
  );
  writeFileSync(new URL('../src/domain/folding/parameters.json', import.meta.url), `${written}\n`);
  console.log(`\nwritten: thresholds ${JSON.stringify(parameters.thresholds)}, ${written.length} characters`);
}
