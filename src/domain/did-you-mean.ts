/** Returns the first of the nearest candidates (`nearestWords`); undefined if no candidate is similar enough. */
export const didYouMean = <Word extends string>(
  written: string,
  candidates: Iterable<Word>,
): Word | undefined => nearestWords(written, candidates)[0];

/**
 * Returns the candidates with the smallest edit distance from `written`, in their order; empty if none is similar
 * enough. Capitals, spaces, `-` and `_` do not count.
 */
export const nearestWords = <Word extends string>(
  written: string,
  candidates: Iterable<Word>,
): readonly Word[] => {
  const plain = plainly(written);
  let nearest: Word[] = [];
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const other = plainly(candidate);
    const most = Math.min(fewest, Math.max(1, Math.floor(candidate.length / 3)));
    // The difference in length is the smallest possible edit distance.
    const slips = Math.abs(plain.length - other.length) > most ? most + 1 : editDistance(plain, other);
    if (slips > most) continue;
    nearest = slips === fewest ? [...nearest, candidate] : [candidate];
    fewest = slips;
  }
  // A candidate of one or two letters must begin with the same letter, because one edit changes much of it.
  return nearest.filter((candidate) => candidate.length > 2 || plain[0] === plainly(candidate)[0]);
};

const plainly = (text: string): string => text.toLowerCase().replace(/[-_ ]/g, '');

/**
 * Returns the fewest edits that turn one text into the other. A swap of two neighbouring letters is one edit (optimal
 * string alignment distance).
 */
const editDistance = (a: string, b: string): number => {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let slips = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        slips = Math.min(slips, (before[j - 2] ?? slips) + 1);
      row.push(slips);
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
};

/** Minimum length of a stem, as a share of the length of the misspelt word: `earn` is long enough for `earnigs`. */
const MIN_SHARE = 0.5;

/** Number of letters per allowed mistake in a word. A shorter word may have one mistake, too. */
const LETTERS_A_SLIP = 3;

/**
 * Returns at most `most` stems of words that a misspelt word may mean, the nearest first; empty if none is similar
 * enough. A stem is compared only with the beginning of the word.
 */
export const nearestStems = (written: string, stems: readonly string[], most: number): readonly string[] => {
  const mostSlips = Math.max(1, Math.floor(written.length / LETTERS_A_SLIP));
  const longest = written.length + mostSlips;
  return stems
    .filter((stem) => stem.length >= written.length * MIN_SHARE && stem.length <= longest)
    .map((stem) => ({ stem, slips: slipsBetween(written, stem) }))
    .filter(({ slips }) => slips <= mostSlips)
    .toSorted((a, b) => a.slips - b.slips)
    .slice(0, most)
    .map(({ stem }) => stem);
};

/**
 * Returns the fewest edits between a stem and a beginning of the word. The beginning is as long as the stem, or one
 * letter shorter or longer; a shorter word is compared whole.
 */
const slipsBetween = (written: string, stem: string): number =>
  Math.min(...[-1, 0, 1].map((more) => editDistance(written.slice(0, stem.length + more), stem)));
