/** Whether a set of bits holds any of a mask. */
export const hasAny = (bits: number, mask: number): boolean => (bits & mask) !== 0;

/** Whether just one of two sets of bits holds a bit. */
export const isOnOneSide = (a: number, b: number, bit: number): boolean => ((a ^ b) & bit) !== 0;
