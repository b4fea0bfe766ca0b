/** Rows of features, and the label of each row. All rows are in one array, row after row. */
export type Table = { readonly width: number; readonly rows: Float64Array; readonly labels: Uint8Array };

/** Minimum spread of a feature that is used. */
const LEAST_SPREAD = 1e-9;

/** Strength of the L2 penalty on the weights of features that are scaled to the same spread. */
const RIDGE = 8;
const STEPS = 6;

/** Learns a logistic regression by Newton's method. The weights are for the unscaled features. */
export const learnLogistic = ({
  width,
  rows,
  labels,
}: Table): { readonly intercept: number; readonly weights: Float64Array } => {
  const n = labels.length;
  const mean = new Float64Array(width);
  const spread = new Float64Array(width + 1);
  for (let r = 0; r < n; r += 1)
    for (let f = 0; f < width; f += 1) mean[f] = (mean[f] as number) + (rows[r * width + f] as number) / n;
  for (let r = 0; r < n; r += 1)
    for (let f = 0; f < width; f += 1)
      spread[f] = (spread[f] as number) + ((rows[r * width + f] as number) - (mean[f] as number)) ** 2 / n;
  for (let f = 0; f < width; f += 1) spread[f] = Math.sqrt(spread[f] as number);
  spread[width] = 1;
  const size = width + 1;
  let weights = new Float64Array(size);
  const x = new Float64Array(size);
  // Most features of a pair are 0, so the sums skip them.
  const used = new Int32Array(size);
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = new Float64Array(size);
    const hessian = new Float64Array(size * size);
    for (let r = 0; r < n; r += 1) {
      let count = 0;
      let odds = 0;
      for (let f = 0; f <= width; f += 1) {
        const value = f === width ? 1 : (rows[r * width + f] as number);
        if (value === 0 || (spread[f] as number) < LEAST_SPREAD) continue;
        x[f] = value / (spread[f] as number);
        used[count] = f;
        count += 1;
        odds += (weights[f] as number) * (x[f] as number);
      }
      const p = 1 / (1 + Math.exp(-odds));
      const curve = p * (1 - p);
      for (let i = 0; i < count; i += 1) {
        const f = used[i] as number;
        const value = x[f] as number;
        gradient[f] = (gradient[f] as number) + (p - (labels[r] as number)) * value;
        const pull = curve * value;
        for (let j = 0; j <= i; j += 1) {
          const g = used[j] as number;
          hessian[f * size + g] = (hessian[f * size + g] as number) + pull * (x[g] as number);
        }
      }
    }
    for (let f = 0; f < width; f += 1) {
      gradient[f] = (gradient[f] as number) + RIDGE * (weights[f] as number);
      hessian[f * size + f] = (hessian[f * size + f] as number) + RIDGE;
    }
    hessian[size * size - 1] = (hessian[size * size - 1] as number) + 1e-6;
    const move = solve(hessian, gradient, size);
    weights = weights.map((weight, f) => weight - (move[f] as number));
  }
  const plain = new Float64Array(width);
  for (let f = 0; f < width; f += 1)
    if ((spread[f] as number) >= LEAST_SPREAD) plain[f] = (weights[f] as number) / (spread[f] as number);
  return { intercept: weights[width] as number, weights: plain };
};

/** Solves a symmetric positive definite system by Cholesky's method. Only the lower half of the matrix is read. */
const solve = (matrix: Float64Array, right: Float64Array, size: number): Float64Array => {
  const l = Float64Array.from(matrix);
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j <= i; j += 1) {
      let sum = l[i * size + j] as number;
      for (let k = 0; k < j; k += 1) sum -= (l[i * size + k] as number) * (l[j * size + k] as number);
      l[i * size + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (l[j * size + j] as number);
    }
  const y = Float64Array.from(right);
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < i; k += 1) y[i] = (y[i] as number) - (l[i * size + k] as number) * (y[k] as number);
    y[i] = (y[i] as number) / (l[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < size; k += 1)
      y[i] = (y[i] as number) - (l[k * size + i] as number) * (y[k] as number);
    y[i] = (y[i] as number) / (l[i * size + i] as number);
  }
  return y;
};
