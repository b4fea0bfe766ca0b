/** A file that only grows. */
export type Appender = {
  /** Writes all of the bytes at the end, or rejects. */
  readonly append: (bytes: Uint8Array) => Promise<void>;
  readonly sync: () => Promise<void>;
  /** Cuts off what a failed `append` may have left. */
  readonly truncate: (size: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * All that the store asks of a file system, so that a test can stand in one that loses what was not synced.
 * Paths are absolute. What a file system refuses is a rejection with the system's error.
 */
export type Disk = {
  /** The whole file; undefined where there is none. */
  readonly read: (path: string) => Promise<Buffer | undefined>;
  /** Bytes from an offset; fewer where the file ends. */
  readonly readPart: (path: string, from: number, length: number) => Promise<Buffer>;
  /** The first bytes of a file, valid until the next call, and its size; at once, for the thousands of files at start. */
  readonly peek: (
    path: string,
    length: number,
  ) => { readonly start: Buffer; readonly size: number } | undefined;
  /** Names in a folder; none where there is no folder. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  readonly makeFolder: (path: string) => Promise<void>;
  /** A file of these bytes and no others, synced. */
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>;
  /** A new, empty file; rejects where there is one. */
  readonly create: (path: string) => Promise<Appender>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Does nothing where there is no such file. */
  readonly remove: (path: string) => Promise<void>;
  /** Makes names that were added, changed and removed in a folder last. */
  readonly syncFolder: (path: string) => Promise<void>;
};

/** The system's name of an error (`ENOSPC`), or an empty text. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
