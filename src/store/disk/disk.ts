/** A file that is written only at its end. */
export type Appender = {
  /** Appends all of the bytes, or rejects. */
  readonly append: (bytes: Uint8Array) => Promise<void>;
  readonly sync: () => Promise<void>;
  /** Cuts the file off after its first `size` bytes. */
  readonly truncate: (size: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * The file system as the store uses it for its log and its documents, so that a test can replace it with one that loses
 * unsynced data. Paths are absolute. A failed operation rejects with the system's error.
 */
export type Disk = {
  /** Reads the whole file; undefined if it does not exist. */
  readonly read: (path: string) => Promise<Buffer | undefined>;
  /** Reads `length` bytes from an offset; fewer if the file ends before. */
  readonly readPart: (path: string, from: number, length: number) => Promise<Buffer>;
  /** The file's size in bytes; undefined if it does not exist. */
  readonly size: (path: string) => Promise<number | undefined>;
  /** The names in a folder; empty if the folder does not exist. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  readonly makeFolder: (path: string) => Promise<void>;
  /** Writes and syncs a file with exactly these bytes. */
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>;
  /** Opens a file for appending; creates it if it does not exist. */
  readonly open: (path: string) => Promise<Appender>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Deletes a file; does nothing if it does not exist. */
  readonly remove: (path: string) => Promise<void>;
  /** Makes added, changed and removed names in a folder durable. */
  readonly syncFolder: (path: string) => Promise<void>;
};

/** The system's code of an error (`ENOSPC`); empty if it has none. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
