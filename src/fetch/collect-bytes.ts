/** Initial size of the buffer, in bytes: enough for most feeds. It doubles when a body needs more. */
const FIRST_BYTES = 64 * 1024;

export type Collector = {
  readonly add: (chunk: Uint8Array) => void;
  readonly length: () => number;
  /** Everything added so far, as one array. */
  readonly bytes: () => Uint8Array;
};

/** Joins chunks. Each is copied at once: a server may send a million one-byte chunks, and each would stay an object. */
export const collectBytes = (): Collector => {
  let room = new Uint8Array(FIRST_BYTES);
  let length = 0;
  return {
    add: (chunk) => {
      const needed = length + chunk.length;
      if (needed > room.length) {
        const larger = new Uint8Array(Math.max(needed, 2 * room.length));
        larger.set(room.subarray(0, length));
        room = larger;
      }
      room.set(chunk, length);
      length = needed;
    },
    length: () => length,
    bytes: () => room.subarray(0, length),
  };
};
