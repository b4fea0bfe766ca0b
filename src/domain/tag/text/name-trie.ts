/** A trie of names. Each name is a path of UTF-16 units from the root. */
export type NameTrie = {
  /** Returns the child of a node for a unit, or `NOWHERE` if no name continues with that unit. */
  readonly step: (node: number, unit: number) => number;
  /** Returns the index of the name that ends at a node, or `NO_NAME`. */
  readonly nameAt: (node: number) => number;
};

export const ROOT = 0;

/** The number of the root marks a missing edge, because no edge leads to the root. */
export const NOWHERE = 0;

export const NO_NAME = -1;

/**
 * Builds a trie of names. The names must be sorted by UTF-16 unit, without duplicates. Nodes are numbered level by
 * level: the children of a node are neighbours, in the order of their units.
 */
export const createNameTrie = (names: readonly string[]): NameTrie => {
  const most = names.reduce((sum, name) => sum + name.length, 1);
  const units = new Uint16Array(most);
  const firstChildren = new Int32Array(most + 1);
  const ends = new Int32Array(most).fill(NO_NAME);
  // For each node, the range of its names (from, to), and the number of units on the path from the root.
  const fromOf = new Int32Array(most);
  const toOf = new Int32Array(most);
  const depthOf = new Int32Array(most);
  toOf[ROOT] = names.length;
  let count = 1;
  for (let node = ROOT; node < count; node++) {
    const depth = depthOf[node] ?? 0;
    const to = toOf[node] ?? 0;
    let from = fromOf[node] ?? 0;
    if (names[from]?.length === depth) ends[node] = from++;
    firstChildren[node] = count;
    while (from < to) {
      const unit = names[from]?.charCodeAt(depth) ?? 0;
      fromOf[count] = from;
      while (from < to && names[from]?.charCodeAt(depth) === unit) from++;
      toOf[count] = from;
      depthOf[count] = depth + 1;
      units[count] = unit;
      count++;
    }
  }
  firstChildren[count] = count;
  // Names share beginnings, so the arrays have unused room at the end.
  const unitOf = units.slice(0, count);
  const firstChildOf = firstChildren.slice(0, count + 1);
  const nameOf = ends.slice(0, count);
  return {
    step: (node, unit) => {
      let low = firstChildOf[node] ?? 0;
      const end = firstChildOf[node + 1] ?? 0;
      let high = end;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((unitOf[middle] ?? 0) < unit) low = middle + 1;
        else high = middle;
      }
      return low < end && unitOf[low] === unit ? low : NOWHERE;
    },
    nameAt: (node) => nameOf[node] ?? NO_NAME,
  };
};
