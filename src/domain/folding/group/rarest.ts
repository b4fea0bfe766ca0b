import type { Keyed } from '../read/term/keyed.ts';

/**
 * Creates a function that returns the positions of the rarest keys of a bag, at most `most`. If keys are equally rare,
 * the first ones take precedence.
 */
export const createRarest = (most: number): ((bag: Keyed) => readonly number[]) => {
  /** The weights that `leastOfHeaviest` keeps of its bag, in descending order. */
  const heaviest = new Float32Array(most);

  /** Returns the weight of rank `most` in a bag (rank 1: the heaviest). The bag must have more than `most` keys. */
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
