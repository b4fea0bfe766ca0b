/** Gives each term a number, from 0 up, and finds the terms that begin in some way. */
export type Dictionary = {
  readonly numberOf: (term: string) => number | undefined;
  readonly add: (term: string) => number;
  /** Numbers of the other terms that begin with this one. */
  readonly longerThan: (term: string) => readonly number[];
};

export const createDictionary = (): Dictionary => {
  const numbers = new Map<string, number>();
  const byFirstLetter = new Map<string, string[]>();
  return {
    numberOf: (term) => numbers.get(term),
    add: (term) => {
      const known = numbers.get(term);
      if (known !== undefined) return known;
      const number = numbers.size;
      numbers.set(term, number);
      const first = term.charAt(0);
      const alike = byFirstLetter.get(first);
      if (alike === undefined) byFirstLetter.set(first, [term]);
      else alike.push(term);
      return number;
    },
    longerThan: (term) =>
      (byFirstLetter.get(term.charAt(0)) ?? [])
        .filter((other) => other.length > term.length && other.startsWith(term))
        .flatMap((other) => numbers.get(other) ?? []),
  };
};
