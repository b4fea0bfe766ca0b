/** The longest run of characters that two titles share; in characters, up to `limit`. */
export const longestCommonRun = (a: string, b: string, limit: number): number => {
  if (a.length > b.length) return longestCommonRun(b, a, limit);
  const long = b.slice(0, LONGEST_COMPARED);
  let best = 0;
  for (let i = 0; i + best < a.length && best < limit; i += 1)
    while (best < limit && i + best < a.length && long.includes(a.slice(i, i + best + 1))) best += 1;
  return best;
};

const LONGEST_COMPARED = 120;

export const commonPrefix = (a: string, b: string): number => {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
};

/** Whether all characters of the shorter stand in the longer in the same order: 大ガス in 大阪ガス. */
export const isAbbreviation = (short: string, long: string): boolean => {
  if (short.length < 2 || short.length >= long.length || short[0] !== long[0]) return false;
  let next = 0;
  for (const character of long) if (character === short[next]) next += 1;
  return next >= short.length;
};
