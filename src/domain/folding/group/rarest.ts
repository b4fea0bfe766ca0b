import type { Keyed } from '../read/term/keyed.ts';

/** Creates a function that returns the positions of the `most` rarest keys of a bag; of equally rare keys the first. */
export const createRarest = (most: number): ((bag: Keyed) => readonly number[]) => {
  /** The heaviest weights of the bag that is read, in falling order. */
  const heaviest = new Float32Array(most);

  /**
   * The least of the `most` heaviest weights of a bag with more keys. It is an insertion sort, which is faster than a
   * sorted copy.
   */
  const leastOfHeaviest = ({ weights, from, to }: Keyed): number => {
    for (let i = from; i < to; i += 1) {
      const weight = weights[i] as number;
      const isFull = i - from >= most;
      if (isFull && weight <= (heaviest[most - 1] as number)) continue;
      let at = isFull ? most - 1 : i - from;
      for (; at > 0 && (heaviest[at - 1] as number) < weight; at -= 1)
        heaviest[at] = heaviest[at - 1] as number;
      heaviest[at] = weight;
    }
    return heaviest[most - 1] as number;
  };

  return (bag) => {
    const { weights, from, to } = bag;
    const found: number[] = [];
    const bar = to - from <= most ? Number.NEGATIVE_INFINITY : leastOfHeaviest(bag);
    let atBar = most;
    for (let i = from; i < to; i += 1) if ((weights[i] as number) > bar) atBar -= 1;
    for (let i = from; i < to; i += 1) {
      const weight = weights[i] as number;
      if (weight < bar || (weight === bar && atBar <= 0)) continue;
      if (weight === bar) atBar -= 1;
      found.push(i);
    }
    return found;
  };
};
