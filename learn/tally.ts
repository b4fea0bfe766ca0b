import { type LabelledSet, pairName } from './labelled-set.ts';

/** Counts of a comparison of stories with labels. Rates are computed after the counts of several sets are added up. */
export type Tally = typeof EMPTY;

const EMPTY = { found: 0, wrong: 0, missed: 0, lookAlikes: 0, joined: 0, stories: 0, exact: 0, largest: 0 };

/**
 * Compares the folded stories with the labels, for the articles that `counts` selects and the pairs that `countsPair`
 * selects (by default all).
 */
export const tallySet = (
  set: LabelledSet,
  storyOf: ReadonlyMap<string, string>,
  counts: (i: number) => boolean = () => true,
  countsPair: (i: number, j: number) => boolean = () => true,
): Tally => {
  const tally = { ...EMPTY };
  const predicted = set.articles.map(({ id }) => storyOf.get(id) ?? id);
  const used = [...set.articles.keys()].filter(counts);
  const parted = new Set<string>();
  const mixed = new Set<string>();
  const large = new Set<string>();
  for (const [k, i] of used.entries())
    for (const j of used.slice(k + 1)) {
      const isGold = set.story[i] === set.story[j];
      const isFound = predicted[i] === predicted[j];
      if ((!isGold && !isFound) || !countsPair(i, j) || set.unsure.has(pairName(i, j))) continue;
      if (isGold) large.add(set.story[i] ?? '');
      if (isGold && isFound) tally.found += 1;
      else if (isFound) {
        tally.wrong += 1;
        mixed.add(set.story[i] ?? '').add(set.story[j] ?? '');
      } else {
        tally.missed += 1;
        parted.add(set.story[i] ?? '');
      }
    }
  for (const [i, j] of set.lookAlikes) {
    if (!counts(i) || !counts(j) || !countsPair(i, j)) continue;
    tally.lookAlikes += 1;
    if (predicted[i] === predicted[j]) tally.joined += 1;
  }
  tally.stories = large.size;
  tally.exact = [...large].filter((story) => !parted.has(story) && !mixed.has(story)).length;
  const members = Map.groupBy(used, (i) => predicted[i]).values();
  tally.largest = Math.max(0, ...[...members].map(({ length }) => length));
  return tally;
};

export const addTallies = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (sum, tally) => ({
      found: sum.found + tally.found,
      wrong: sum.wrong + tally.wrong,
      missed: sum.missed + tally.missed,
      lookAlikes: sum.lookAlikes + tally.lookAlikes,
      joined: sum.joined + tally.joined,
      stories: sum.stories + tally.stories,
      exact: sum.exact + tally.exact,
      largest: Math.max(sum.largest, tally.largest),
    }),
    EMPTY,
  );

export const ratesOf = (tally: Tally) => {
  const precision = tally.found / Math.max(1, tally.found + tally.wrong);
  const recall = tally.found / Math.max(1, tally.found + tally.missed);
  return {
    precision,
    recall,
    f1: (2 * precision * recall) / Math.max(1e-9, precision + recall),
    lookAlikes: tally.joined / Math.max(1, tally.lookAlikes),
    exact: tally.exact / Math.max(1, tally.stories),
  };
};

export const formatRates = (name: string, tally: Tally): string => {
  const { precision, recall, f1, lookAlikes, exact } = ratesOf(tally);
  return `| ${name} | ${precision.toFixed(3)} | ${recall.toFixed(3)} | ${f1.toFixed(3)} | ${tally.joined}/${tally.lookAlikes} (${(100 * lookAlikes).toFixed(1)} %) | ${exact.toFixed(2)} | ${tally.largest} |`;
};
