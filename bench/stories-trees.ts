import { TREE_DEPTH } from '../src/domain/story/score/trees.ts';
import type { Table } from './stories-logistic.ts';

export type TreeSettings = {
  /** So many rows of trees are learned, each seeing other features; their mean counts. */
  readonly rows: number;
  /** In each row. */
  readonly trees: number;
  readonly rate: number;
  readonly lambda: number;
  readonly minHessian: number;
};

export const TREE_SETTINGS: TreeSettings = { rows: 3, trees: 80, rate: 0.1, lambda: 4, minHessian: 6 };

const BINS = 32;
const QUESTIONS = 2 ** TREE_DEPTH - 1;
const LEAVES = 2 ** TREE_DEPTH;
/** A question that everything answers with no. */
const NEVER = 1e9;

/**
 * Learns rows of boosted trees, whose mean errs less than any of them; leaves bear their share of the mean. The first
 * trees of all rows come first: they say most.
 */
export const learnForest = (table: Table, settings: TreeSettings): Learned => {
  const rows = Array.from({ length: settings.rows }, (_, row) => learnTrees(table, settings, row));
  return {
    base: rows[0]?.base ?? 0,
    trees: Array.from({ length: settings.trees }, (_, t) =>
      rows.flatMap(({ trees }) => trees.slice(t, t + 1)),
    )
      .flat()
      .map((tree) => tree.map((value, i) => (i < 2 * QUESTIONS ? value : value / settings.rows))),
  };
};

type Learned = { readonly base: number; readonly trees: readonly (readonly number[])[] };

/** Learns gradient-boosted trees on log-loss; each tree sees the half of the features that a fixed hash gives it. */
const learnTrees = ({ width, rows, labels }: Table, settings: TreeSettings, row: number): Learned => {
  const n = labels.length;
  const edges = Array.from({ length: width }, (_, f) => edgesOf(rows, width, f, n));
  const bins = new Uint8Array(n * width);
  for (let f = 0; f < width; f += 1) {
    const own = edges[f] as readonly number[];
    for (let r = 0; r < n; r += 1) {
      const value = rows[r * width + f] as number;
      let bin = 0;
      while (bin < own.length && value > (own[bin] as number)) bin += 1;
      bins[r * width + f] = bin;
    }
  }
  const positive = labels.reduce((sum, label) => sum + label, 0);
  const base = Math.log(positive / (n - positive));
  const odds = new Float64Array(n).fill(base);
  const trees: number[][] = [];
  for (let t = 0; t < settings.trees; t += 1) {
    const gradient = new Float64Array(n);
    const hessian = new Float64Array(n);
    for (let r = 0; r < n; r += 1) {
      const p = 1 / (1 + Math.exp(-(odds[r] as number)));
      gradient[r] = p - (labels[r] as number);
      hessian[r] = Math.max(p * (1 - p), 1e-9);
    }
    const features = Array.from({ length: width }, (_, f) => f).filter((f) =>
      isSeenBy(row * TREES_APART + t, f),
    );
    const tree: number[] = Array.from({ length: 2 * QUESTIONS + LEAVES }, () => 0);
    const node = new Uint8Array(n);
    for (let depth = 0; depth < TREE_DEPTH; depth += 1) {
      const first = 2 ** depth - 1;
      const count = 2 ** depth;
      const sums = new Float64Array(count * width * BINS * 2);
      for (let r = 0; r < n; r += 1) {
        const start = ((node[r] as number) - first) * width;
        const [g, h] = [gradient[r] as number, hessian[r] as number];
        for (const f of features) {
          const at = ((start + f) * BINS + (bins[r * width + f] as number)) * 2;
          sums[at] = (sums[at] as number) + g;
          sums[at + 1] = (sums[at + 1] as number) + h;
        }
      }
      for (let k = 0; k < count; k += 1) {
        let best = { gain: 1e-6, feature: 0, threshold: NEVER };
        for (const f of features) {
          const own = edges[f] as readonly number[];
          let [allG, allH] = [0, 0];
          const start = (k * width + f) * BINS * 2;
          for (let b = 0; b < BINS; b += 1) {
            allG += sums[start + 2 * b] as number;
            allH += sums[start + 2 * b + 1] as number;
          }
          let [g, h] = [0, 0];
          for (let b = 0; b < own.length; b += 1) {
            g += sums[start + 2 * b] as number;
            h += sums[start + 2 * b + 1] as number;
            if (h < settings.minHessian || allH - h < settings.minHessian) continue;
            const gain =
              (g * g) / (h + settings.lambda) +
              (allG - g) ** 2 / (allH - h + settings.lambda) -
              (allG * allG) / (allH + settings.lambda);
            if (gain > best.gain) best = { gain, feature: f, threshold: own[b] as number };
          }
        }
        tree[2 * (first + k)] = best.feature;
        tree[2 * (first + k) + 1] = best.threshold;
      }
      for (let r = 0; r < n; r += 1) {
        const at = node[r] as number;
        const above = (rows[r * width + (tree[2 * at] as number)] as number) > (tree[2 * at + 1] as number);
        node[r] = 2 * at + (above ? 2 : 1);
      }
    }
    const sums = new Float64Array(LEAVES * 2);
    for (let r = 0; r < n; r += 1) {
      const leaf = (node[r] as number) - QUESTIONS;
      sums[2 * leaf] = (sums[2 * leaf] as number) + (gradient[r] as number);
      sums[2 * leaf + 1] = (sums[2 * leaf + 1] as number) + (hessian[r] as number);
    }
    for (let leaf = 0; leaf < LEAVES; leaf += 1)
      tree[2 * QUESTIONS + leaf] =
        (-settings.rate * (sums[2 * leaf] as number)) / ((sums[2 * leaf + 1] as number) + settings.lambda);
    for (let r = 0; r < n; r += 1)
      odds[r] = (odds[r] as number) + (tree[2 * QUESTIONS + (node[r] as number) - QUESTIONS] as number);
    trees.push(tree);
  }
  return { base, trees };
};

/** Thresholds between the values that a feature takes, at most one fewer than there are bins. */
const edgesOf = (rows: Float64Array, width: number, f: number, n: number): readonly number[] => {
  const values = Float64Array.from({ length: n }, (_, r) => rows[r * width + f] as number).sort();
  const distinct = [...new Set(values)];
  if (distinct.length <= BINS)
    return distinct.slice(0, -1).map((value, i) => round((value + (distinct[i + 1] as number)) / 2));
  // Half of the edges where most pairs are, half evenly over the rarer high values.
  const edges = new Set<number>();
  for (let b = 1; b < BINS; b += 1) {
    const share = 1 - (1 - b / BINS) ** 2;
    edges.add(round(values[Math.min(n - 1, Math.floor(share * n))] as number));
  }
  return [...edges].sort((a, b) => a - b).slice(0, BINS - 1);
};

const round = (value: number): number => Number(value.toPrecision(4));

/** More than there are trees in a row. */
const TREES_APART = 1000;

const isSeenBy = (tree: number, feature: number): boolean => {
  const mixed =
    Math.imul(Math.imul(tree + 1, 2654435761) ^ Math.imul(feature + 7, 2246822519), 3266489917) >>> 0;
  return mixed / 2 ** 32 < 0.5;
};
