import { join } from 'node:path';
import type { Log } from '../../pipeline/ports.ts';
import type { Disk } from './disk/disk.ts';
import { markFolder } from './folder-mark.ts';
import { createJournal, type Journal } from './journal.ts';
import type { Ownership } from './ownership.ts';

/** The right to write in a folder, and why there is none as yet. */
export type Right = { readonly ownership: Ownership; readonly trouble: string | undefined };

type Parts = Right & {
  readonly folder: string;
  readonly disk: Disk;
  readonly log: Log;
  /** That of a folder which was read before this process had the right. */
  readonly mark: string | undefined;
  /** Number of the first file to be made. */
  readonly first: number;
  readonly retryMs: number | undefined;
};

/** The journal of a folder that this process may write in, now or later. */
export const ownedJournal = ({
  folder,
  disk,
  log,
  mark,
  first,
  ownership,
  trouble,
  retryMs,
}: Parts): Journal => {
  let readBefore = mark;
  let isStale = false;
  const permit = async (): Promise<void> => {
    if (isStale) throw new Error(STALE);
    const owner = await ownership.take();
    if (owner.kind === 'held') throw new Error(`${owner.by} holds the folder`);
    if (owner.kind === 'refused') throw new Error(owner.reason);
    if (readBefore !== undefined && (await markFolder(disk, folder)) !== readBefore) {
      isStale = true;
      await ownership.release();
      throw new Error(STALE);
    }
    readBefore = undefined;
  };
  return createJournal({
    disk,
    folder: join(folder, 'journal'),
    first,
    retryMs,
    ...(trouble === undefined ? {} : { trouble }),
    permit,
    onTrouble: (reason) => log.error('store.write-failed', { reason }),
    onRecovery: () => log.info('store.write-recovered'),
  });
};

const STALE = 'another process has written here since this one read the folder: start this one again';
