/** The candidate that a slip of the pen turned into `written`, if one is near enough. */
export const didYouMean = <Word extends string>(
  written: string,
  candidates: Iterable<Word>,
): Word | undefined => nearestWords(written, candidates)[0];

/** Every candidate that is as few slips of the pen away from `written` as any, in their order; none that is too far. */
export const nearestWords = <Word extends string>(
  written: string,
  candidates: Iterable<Word>,
): readonly Word[] => {
  const plain = plainly(written);
  let nearest: Word[] = [];
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const slips = editDistance(plain, plainly(candidate));
    if (slips > Math.max(1, Math.floor(candidate.length / 3)) || slips > fewest) continue;
    nearest = slips === fewest ? [...nearest, candidate] : [candidate];
    fewest = slips;
  }
  // Of two letters, one slip leaves only one: no likeness at all unless both begin alike.
  return nearest.filter((candidate) => candidate.length > 2 || plain[0] === candidate[0]);
};

const plainly = (text: string): string => text.toLowerCase().replace(/[-_ ]/g, '');

/** Letters added, left out, changed, or swapped with their neighbour (optimal string alignment). */
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
