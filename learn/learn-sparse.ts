/** The features of a row, each with its name and its amount. */
export type Features = readonly (readonly [name: string, amount: number])[];

type LearningRow = {
  readonly features: Features;
  readonly label: boolean;
  /** Known log odds that are added and not learned; 0 if absent. */
  readonly known?: number;
  readonly weight: number;
};

export type LearnedWeights = { readonly base: number; readonly weights: ReadonlyMap<string, number> };

type LearningOptions = {
  /** Returns the strength of the L2 penalty on a feature's weight. The rows with the feature share it. */
  readonly ridge: (name: string) => number;
  /** Minimum number of rows with a feature; a rarer feature is ignored. */
  readonly leastRows: number;
  /** Number of passes over all rows. */
  readonly rounds: number;
  readonly stepSize: number;
};

/** Learns a logistic regression by AdaGrad, over rows of few features each. The same rows give the same weights. */
export const learnSparse = (rows: readonly LearningRow[], options: LearningOptions): LearnedWeights => {
  const index = frequentFeatures(rows, options.leastRows);
  const names = [...index.keys()];
  const weights = new Float64Array(names.length);
  const squares = new Float64Array(names.length).fill(SMALLEST);
  const pulls = Float64Array.from(names, (name) => options.ridge(name) / (index.get(name)?.rows ?? 1));
  const prepared = rows.map(({ features, label, known = 0, weight }) => {
    const kept = features.flatMap(([name, amount]) => {
      const place = index.get(name)?.place;
      return place === undefined ? [] : [{ place, amount }];
    });
    return { kept, label: label ? 1 : 0, start: known, weight };
  });
  let base = 0;
  let baseSquares = SMALLEST;
  const mix = mixer();
  for (let round = 0; round < options.rounds; round++)
    for (const { kept, label, start, weight } of mix(prepared)) {
      let odds = base + start;
      for (const { place, amount } of kept) odds += (weights[place] ?? 0) * amount;
      const error = (1 / (1 + Math.exp(-odds)) - label) * weight;
      baseSquares += error * error;
      base -= (options.stepSize * error) / Math.sqrt(baseSquares);
      for (const { place, amount } of kept) {
        const slope = error * amount + (pulls[place] ?? 0) * (weights[place] ?? 0);
        squares[place] = (squares[place] ?? 0) + slope * slope;
        weights[place] = (weights[place] ?? 0) - (options.stepSize * slope) / Math.sqrt(squares[place] ?? 1);
      }
    }
  return { base, weights: new Map(names.map((name, place) => [name, weights[place] ?? 0])) };
};

const SMALLEST = 1e-8;

export const oddsOf = ({ base, weights }: LearnedWeights, features: Features): number =>
  features.reduce((sum, [name, amount]) => sum + (weights.get(name) ?? 0) * amount, base);

const frequentFeatures = (
  rows: readonly LearningRow[],
  leastRows: number,
): ReadonlyMap<string, { readonly place: number; readonly rows: number }> => {
  const counts = new Map<string, number>();
  for (const { features } of rows)
    for (const [name] of features) counts.set(name, (counts.get(name) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count >= leastRows);
  return new Map(frequent.map(([name, count], place) => [name, { place, rows: count }]));
};

/** Makes a function that shuffles a list by pseudo-random numbers (Numerical Recipes) with a fixed seed. */
const mixer = (): (<Value>(list: readonly Value[]) => readonly Value[]) => {
  let state = 1;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return (list) => {
    const mixed = [...list];
    for (let at = mixed.length - 1; at > 0; at--) {
      const other = below(at + 1);
      const [a, b] = [mixed[at], mixed[other]];
      if (a !== undefined && b !== undefined) [mixed[at], mixed[other]] = [b, a];
    }
    return mixed;
  };
};
