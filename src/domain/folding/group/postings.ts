/**
 * Number of elements of a block. The last element is the position of the key's previous block, the others are slots;
 * unused elements are `FREE`. Two blocks fill a cache line.
 */
const BLOCK = 8;
const LINK = BLOCK - 1;
const FREE = -1;
const FIRST_BLOCKS = 128;

/** Makes a list of slots for each key. The time to read the newest slots does not grow with the number of slots. */
export const createPostings = () => {
  /** The position at which the newest block of each key begins. */
  const begins = new Map<number, number>();
  let blocks = new Int32Array(FIRST_BLOCKS * BLOCK).fill(FREE);
  let end = 0;
  return {
    post: (key: number, slot: number): void => {
      const begin = begins.get(key) ?? FREE;
      if (begin !== FREE)
        for (let at = begin; at < begin + LINK; at += 1)
          if (blocks[at] === FREE) {
            blocks[at] = slot;
            return;
          }
      if (end === blocks.length) {
        const larger = new Int32Array(Math.ceil((1.5 * end) / BLOCK) * BLOCK).fill(FREE, end);
        larger.set(blocks);
        blocks = larger;
      }
      blocks[end] = slot;
      blocks[end + LINK] = begin;
      begins.set(key, end);
      end += BLOCK;
    },
    /** Writes the slots of a key into `into`, the newest first, as many as fit. Returns the number of written slots. */
    newest: (key: number, into: Int32Array): number => {
      let count = 0;
      for (let begin = begins.get(key) ?? FREE; begin !== FREE; begin = blocks[begin + LINK] as number)
        for (let at = begin + LINK - 1; at >= begin; at -= 1) {
          const slot = blocks[at] as number;
          if (slot === FREE) continue;
          if (count === into.length) return count;
          into[count] = slot;
          count += 1;
        }
      return count;
    },
  };
};
