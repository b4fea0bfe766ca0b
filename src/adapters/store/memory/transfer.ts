export type Column = Float64Array | Uint32Array | Int32Array | Uint8Array;

/**
 * Visits every field of the memory: one that saves gives each back as it is, one that loads gives what was saved under
 * the name. The names, and their order, say how the memory is laid out: what was saved in another layout is not loaded.
 * Where the same name comes to hold something else, the version in `format/index-header.ts` must say so.
 */
export type Transfer = {
  readonly column: <Kind extends Column>(name: string, column: Kind) => Kind;
  readonly number: (name: string, value: number) => number;
  readonly texts: (name: string, texts: readonly string[]) => readonly string[];
};
