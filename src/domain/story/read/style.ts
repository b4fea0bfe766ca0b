/** Character n-grams that tell the style of a magazine's title from a news report's, learned: by weight, in thousandths. */
export type StyleWeights = {
  readonly intercept: number;
  /** The n-grams of each weight, apart by tabs. */
  readonly ngrams: Readonly<Record<string, string>>;
};

/** How much a normalised Japanese title reads like a magazine's piece, 0 to 1: a comment, an analysis, an interview. */
export type ReadStyle = (title: string) => number;

const LONGEST_NGRAM = 3;
const THOUSANDTH = 0.001;

export const createStyle = ({ intercept, ngrams }: StyleWeights): ReadStyle => {
  const weights = new Map(
    Object.entries(ngrams).flatMap(([weight, own]) =>
      own.split('\t').map((ngram) => [ngram, Number(weight) * THOUSANDTH] as const),
    ),
  );
  return (title) => {
    let odds = intercept;
    for (const ngram of ngramsOf(title)) odds += weights.get(ngram) ?? 0;
    return 1 / (1 + Math.exp(-odds));
  };
};

/** The n-grams of a title, each once, its beginning and end marked. */
export const ngramsOf = (title: string): ReadonlySet<string> => {
  const marked = `^${title}$`;
  const found = new Set<string>();
  for (let i = 0; i < marked.length; i += 1)
    for (let n = 1; n <= LONGEST_NGRAM && i + n <= marked.length; n += 1) found.add(marked.slice(i, i + n));
  return found;
};
