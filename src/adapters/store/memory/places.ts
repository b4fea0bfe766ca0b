import { roomFor } from './growing.ts';
import type { Transfer } from './transfer.ts';

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
  readonly set: (n: number, file: number, offset: number, length: number) => void;
  readonly clear: (n: number) => void;
  readonly reserve: (count: number) => void;
  readonly transfer: (to: Transfer, name: string) => void;
};

export const createPlaces = (): Places => {
  // One more than the file's number: 0 means nowhere.
  let file: Uint32Array = new Uint32Array(0);
  let offset: Uint32Array = new Uint32Array(0);
  let length: Uint32Array = new Uint32Array(0);
  return {
    get: (n) => {
      const at = file[n] ?? 0;
      return at === 0 ? undefined : { file: at - 1, offset: offset[n] ?? 0, length: length[n] ?? 0 };
    },
    set: (n, inFile, at, bytes) => {
      file = roomFor(file, n + 1);
      offset = roomFor(offset, n + 1);
      length = roomFor(length, n + 1);
      file[n] = inFile + 1;
      offset[n] = at;
      length[n] = bytes;
    },
    clear: (n) => {
      file[n] = 0;
    },
    reserve: (count) => {
      file = roomFor(file, count);
      offset = roomFor(offset, count);
      length = roomFor(length, count);
    },
    transfer: (to, name) => {
      file = to.column(`${name}.file`, file);
      offset = to.column(`${name}.offset`, offset);
      length = to.column(`${name}.length`, length);
    },
  };
};
