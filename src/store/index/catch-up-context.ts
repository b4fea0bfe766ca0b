import type { Disk } from '../disk/disk.ts';
import type { Documents } from '../document/checkpoint.ts';
import type { Problems } from '../store-problems.ts';
import type { Indexer } from './indexer.ts';
import type { Index } from './open-index.ts';

export type CatchUpContext = {
  readonly disk: Disk;
  readonly folder: string;
  readonly index: Index;
  readonly indexer: Indexer;
  readonly documents: Documents;
  readonly problems: Problems;
  /** Called with the number of days read and the number of all days to read. */
  readonly onProgress: (done: number, total: number) => void;
  /** The valid size in bytes of each file that this process has read or written to its end. */
  readonly ends: Map<string, number>;
  /** Aborted when the store is closed: days that are not indexed then are left to the next start. */
  readonly closing: AbortSignal;
  /** Files that could not be read to their end; they are not changed. */
  readonly unread: Set<string>;
};
