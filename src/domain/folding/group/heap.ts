export const createHeap = <Thing>(isBefore: (a: Thing, b: Thing) => boolean) => {
  const things: Thing[] = [];
  const precedes = (i: number, j: number): boolean => {
    const [a, b] = [things[i], things[j]];
    return a !== undefined && b !== undefined && isBefore(a, b);
  };
  const swap = (i: number, j: number): void => {
    const thing = things[i] as Thing; // Both indices are within bounds.
    things[i] = things[j] as Thing;
    things[j] = thing;
  };

  return {
    push: (thing: Thing): void => {
      let at = things.push(thing) - 1;
      for (let above = (at - 1) >> 1; at > 0 && precedes(at, above); above = (at - 1) >> 1) {
        swap(at, above);
        at = above;
      }
    },
    /** Removes and returns the first thing in order; undefined if the heap is empty. */
    pop: (): Thing | undefined => {
      const first = things[0];
      const last = things.pop();
      if (first === undefined || last === undefined || things.length === 0) return first;
      things[0] = last;
      for (let at = 0; ; ) {
        const left = 2 * at + 1;
        const below = precedes(left + 1, left) ? left + 1 : left;
        if (!precedes(below, at)) return first;
        swap(at, below);
        at = below;
      }
    },
  };
};
