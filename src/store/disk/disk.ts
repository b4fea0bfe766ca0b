/** A file that only grows. */
export type Appender = {
  /** Writes all of the bytes at the end, or rejects. */
  readonly append: (bytes: Uint8Array) => Promise<void>;
  readonly sync: () => Promise<void>;
  /** Cuts the file off after its first `size` bytes. */
  readonly truncate: (size: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * What the store asks of a file system for its log and its documents, so that a test can put one in its place that
 * loses what was not synced. Paths are absolute. What a file system refuses is a rejection with the system's error.
 */
export type Disk = {
  /** The whole file; undefined where there is none. */
  readonly read: (path: string) => Promise<Buffer | undefined>;
  /** Bytes from an offset; fewer where the file ends. */
  readonly readPart: (path: string, from: number, length: number) => Promise<Buffer>;
  /** In bytes; undefined where the file does not exist. */
  readonly size: (path: string) => Promise<number | undefined>;
  /** Names in a folder; none where there is no folder. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  readonly makeFolder: (path: string) => Promise<void>;
  /** A file of these bytes and no others, synced. */
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>;
  /** The file at the path, made where it is not there. */
  readonly open: (path: string) => Promise<Appender>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Does nothing where there is no such file. */
  readonly remove: (path: string) => Promise<void>;
  /** Makes names that were added, changed and removed in a folder last. */
  readonly syncFolder: (path: string) => Promise<void>;
};

/** The system's name of an error (`ENOSPC`), or an empty text. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
