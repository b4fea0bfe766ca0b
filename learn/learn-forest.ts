import { LEAVES, QUESTIONS, TREE_DEPTH } from '../src/domain/folding/score/trees.ts';
import type { Table } from './learn-logistic.ts';

/** `rows`: the number of rows of trees, whose results are averaged; `trees`: the number of trees in each row. */
const SETTINGS = { rows: 3, trees: 80, rate: 0.1, lambda: 4, minHessian: 6 };

const BINS = 32;
/** A threshold that no value reaches, so that every answer is no. */
const NEVER = 1e9;

/**
 * Learns rows of boosted trees, and joins them into one list. The sum over the list is the mean of the sums over the
 * rows. The first trees of all rows come first.
 */
export const learnForest = (table: Table): Learned => {
  const rows = Array.from({ length: SETTINGS.rows }, (_, row) => learnTrees(table, row));
  return {
    base: rows[0]?.base ?? 0,
    trees: Array.from({ length: SETTINGS.trees }, (_, t) =>
      rows.flatMap(({ trees }) => trees.slice(t, t + 1)),
    )
      .flat()
      .map((tree) => tree.map((value, i) => (i < 2 * QUESTIONS ? value : value / SETTINGS.rows))),
  };
};

type Learned = { readonly base: number; readonly trees: readonly (readonly number[])[] };

/**
 * Learns gradient-boosted trees on log-loss. A fixed hash chooses about half of the features and half of the examples
 * for each tree.
 */
const learnTrees = ({ width, rows, labels }: Table, row: number): Learned => {
  const n = labels.length;
  const edges = Array.from({ length: width }, (_, f) => edgesOf(rows, width, f, n));
  // Most features of a pair are 0. Only other values are counted, and the bin of 0 gets the rest.
  const usual = edges.map((own) => binOf(own, 0));
  const begins = new Uint32Array(n + 1);
  const filled = rows.reduce((count, value) => count + Number(value !== 0), 0);
  const places = new Uint16Array(filled);
  const bins = new Uint8Array(filled);
  for (let r = 0, at = 0; r < n; r += 1) {
    for (let f = 0; f < width; f += 1) {
      const value = rows[r * width + f] as number;
      if (value === 0) continue;
      places[at] = f;
      bins[at] = binOf(edges[f] as readonly number[], value);
      at += 1;
    }
    begins[r + 1] = at;
  }
  const positive = labels.reduce((sum, label) => sum + label, 0);
  const base = Math.log(positive / (n - positive));
  const odds = new Float64Array(n).fill(base);
  const trees: number[][] = [];
  for (let t = 0; t < SETTINGS.trees; t += 1) {
    const gradient = new Float64Array(n);
    const hessian = new Float64Array(n);
    for (let r = 0; r < n; r += 1) {
      const p = 1 / (1 + Math.exp(-(odds[r] as number)));
      gradient[r] = p - (labels[r] as number);
      hessian[r] = Math.max(p * (1 - p), 1e-9);
    }
    const number = row * TREES_APART + t;
    const drawn = [...labels.keys()].filter((r) => isSeenBy(number, EXAMPLES_APART + r));
    const features = [...edges.keys()].filter((f) => isSeenBy(number, f));
    const isSeen = new Uint8Array(width);
    for (const f of features) isSeen[f] = 1;
    const tree: number[] = Array.from({ length: 2 * QUESTIONS + LEAVES }, () => 0);
    const node = new Uint8Array(n);
    for (let depth = 0; depth < TREE_DEPTH; depth += 1) {
      const first = 2 ** depth - 1;
      const count = 2 ** depth;
      const sums = new Float64Array(count * width * BINS * 2);
      const wholes = new Float64Array(count * 2);
      for (const r of drawn) {
        const k = (node[r] as number) - first;
        const g = gradient[r] as number;
        const h = hessian[r] as number;
        wholes[2 * k] = (wholes[2 * k] as number) + g;
        wholes[2 * k + 1] = (wholes[2 * k + 1] as number) + h;
        for (let i = begins[r] as number; i < (begins[r + 1] as number); i += 1) {
          const f = places[i] as number;
          if (isSeen[f] === 0) continue;
          const at = ((k * width + f) * BINS + (bins[i] as number)) * 2;
          sums[at] = (sums[at] as number) + g;
          sums[at + 1] = (sums[at + 1] as number) + h;
        }
      }
      for (let k = 0; k < count; k += 1) {
        let best = { gain: 1e-6, feature: 0, threshold: NEVER };
        for (const f of features) {
          const own = edges[f] as readonly number[];
          const start = (k * width + f) * BINS * 2;
          const [allG, allH] = [wholes[2 * k] as number, wholes[2 * k + 1] as number];
          const rest = start + 2 * (usual[f] as number);
          let [restG, restH] = [allG, allH];
          for (let b = 0; b < BINS; b += 1) {
            restG -= sums[start + 2 * b] as number;
            restH -= sums[start + 2 * b + 1] as number;
          }
          sums[rest] = (sums[rest] as number) + restG;
          sums[rest + 1] = (sums[rest + 1] as number) + restH;
          let [g, h] = [0, 0];
          for (let b = 0; b < own.length; b += 1) {
            g += sums[start + 2 * b] as number;
            h += sums[start + 2 * b + 1] as number;
            if (h < SETTINGS.minHessian || allH - h < SETTINGS.minHessian) continue;
            const gain =
              (g * g) / (h + SETTINGS.lambda) +
              (allG - g) ** 2 / (allH - h + SETTINGS.lambda) -
              (allG * allG) / (allH + SETTINGS.lambda);
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
    for (const r of drawn) {
      const leaf = (node[r] as number) - QUESTIONS;
      sums[2 * leaf] = (sums[2 * leaf] as number) + (gradient[r] as number);
      sums[2 * leaf + 1] = (sums[2 * leaf + 1] as number) + (hessian[r] as number);
    }
    for (let leaf = 0; leaf < LEAVES; leaf += 1)
      tree[2 * QUESTIONS + leaf] =
        (-SETTINGS.rate * (sums[2 * leaf] as number)) / ((sums[2 * leaf + 1] as number) + SETTINGS.lambda);
    for (let r = 0; r < n; r += 1)
      odds[r] = (odds[r] as number) + (tree[2 * QUESTIONS + (node[r] as number) - QUESTIONS] as number);
    trees.push(tree);
  }
  return { base, trees };
};

const binOf = (edges: readonly number[], value: number): number => {
  let bin = 0;
  while (bin < edges.length && value > (edges[bin] as number)) bin += 1;
  return bin;
};

/** Returns at most `BINS` - 1 thresholds for a feature, in rising order. */
const edgesOf = (rows: Float64Array, width: number, f: number, n: number): readonly number[] => {
  const values = Float64Array.from({ length: n }, (_, r) => rows[r * width + f] as number).sort();
  const distinct = [...new Set(values)];
  if (distinct.length <= BINS)
    return distinct.slice(0, -1).map((value, i) => round((value + (distinct[i + 1] as number)) / 2));
  // The edges are quantiles, in smaller steps at the high values than at the low values.
  const edges = new Set<number>();
  for (let b = 1; b < BINS; b += 1) {
    const share = 1 - (1 - b / BINS) ** 2;
    edges.add(round(values[Math.min(n - 1, Math.floor(share * n))] as number));
  }
  return [...edges].sort((a, b) => a - b).slice(0, BINS - 1);
};

export const round = (value: number): number => Number(value.toPrecision(4));

/** Tree t of row r has the number r * `TREES_APART` + t in the hash, so a row can have at most this number of trees. */
const TREES_APART = 1000;

/** In the hash, examples have numbers from this number on. Features have smaller numbers. */
const EXAMPLES_APART = 10_000;

const isSeenBy = (tree: number, feature: number): boolean => {
  const mixed =
    Math.imul(Math.imul(tree + 1, 2654435761) ^ Math.imul(feature + 7, 2246822519), 3266489917) >>> 0;
  return mixed / 2 ** 32 < 0.5;
};
