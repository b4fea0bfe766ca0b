import { roomFor } from './growing.ts';

/** Where a record's JSON text stands. */
export type Place = {
  /** A number that `files` gave. */
  readonly file: number;
  readonly offset: number;
  readonly length: number;
};

/** Remembers a place for each number, in 12 bytes. */
export type Places = {
  /** Undefined while the record stands in no file. */
  readonly get: (n: number) => Place | undefined;
  readonly set: (n: number, place: Place | undefined) => void;
};

export const createPlaces = (): Places => {
  // One more than the file's number: 0 means nowhere.
  let file = new Uint32Array(0);
  let offset = new Uint32Array(0);
  let length = new Uint32Array(0);
  return {
    get: (n) => {
      const at = file[n] ?? 0;
      return at === 0 ? undefined : { file: at - 1, offset: offset[n] ?? 0, length: length[n] ?? 0 };
    },
    set: (n, place) => {
      file = roomFor(file, n + 1);
      offset = roomFor(offset, n + 1);
      length = roomFor(length, n + 1);
      file[n] = place === undefined ? 0 : place.file + 1;
      offset[n] = place?.offset ?? 0;
      length[n] = place?.length ?? 0;
    },
  };
};
