import { mkdir } from 'node:fs/promises';
import type { Clock } from '../../pipeline/ports.ts';
import type { Disk } from './disk.ts';
import { type LockResult, takeLock } from './lock.ts';
import { errorText } from './problems.ts';

/** The right to write in a folder. It can come late, when the disk lets the lock be written again. */
export type Ownership = {
  /** Takes the lock, once; makes the folders. */
  readonly take: () => Promise<LockResult | { readonly kind: 'refused'; readonly reason: string }>;
  readonly release: () => Promise<void>;
};

export const createOwnership = (
  disk: Disk,
  folder: string,
  subfolders: readonly string[],
  now: Clock,
): Ownership => {
  let lock: Extract<LockResult, { readonly kind: 'taken' }> | undefined;
  return {
    take: async () => {
      if (lock !== undefined) return lock;
      try {
        // Of a read-only disk the recursive form says ENOENT; the plain one says what is wrong.
        await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => mkdir(folder));
        const taken = await takeLock(folder, now);
        if (taken.kind === 'held') return taken;
        lock = taken;
        for (const sub of subfolders) await disk.makeFolder(sub);
        await disk.syncFolder(folder);
        return taken;
      } catch (error) {
        return { kind: 'refused', reason: errorText(error) };
      }
    },
    release: async () => {
      // A disk that refuses this leaves a lock whose owner will be dead.
      await lock?.release().catch(() => undefined);
      lock = undefined;
    },
  };
};
