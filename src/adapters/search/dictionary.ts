/** Gives each term a number, from 0 up, and finds the terms that begin in some way. */
export type Dictionary = {
  readonly numberOf: (term: string) => number | undefined;
  readonly add: (term: string) => number;
  /** Numbers of the other terms that begin with this one. */
  readonly longerThan: (term: string) => readonly number[];
};

export const createDictionary = (): Dictionary => {
  // A map for each first letter: one of all terms would stop everything for a moment whenever it grows.
  const byFirstLetter = new Map<string, Map<string, number>>();
  let size = 0;
  return {
    numberOf: (term) => byFirstLetter.get(term.charAt(0))?.get(term),
    add: (term) => {
      const first = term.charAt(0);
      const alike = byFirstLetter.get(first);
      const known = alike?.get(term);
      if (known !== undefined) return known;
      const number = size;
      size += 1;
      if (alike === undefined) byFirstLetter.set(first, new Map([[term, number]]));
      else alike.set(term, number);
      return number;
    },
    longerThan: (term) => {
      const numbers: number[] = [];
      for (const [other, number] of byFirstLetter.get(term.charAt(0)) ?? []) {
        if (other.length > term.length && other.startsWith(term)) numbers.push(number);
      }
      return numbers;
    },
  };
};
