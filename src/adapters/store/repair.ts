import { basename } from 'node:path';
import type { Clock } from '../../pipeline/ports.ts';
import type { Disk } from './disk/disk.ts';
import type { Repair } from './load-store.ts';
import { keepCopy, type Problems, setAside } from './set-aside.ts';

/** A damaged file is renamed and reported; one that somebody else owns is only reported. */
export const createRepair = (disk: Disk, problems: Problems, now: Clock, mayWrite: boolean): Repair => {
  const keep = async (path: string, reason: string, act: () => Promise<string>): Promise<void> => {
    if (!mayWrite) return problems.add(`${path} is damaged: ${reason}`);
    try {
      const evidence = await act();
      problems.keep(evidence);
      problems.add(`${path} was damaged: ${reason}; it is kept as ${basename(evidence)}`);
    } catch (error) {
      problems.add(`${path} is damaged: ${reason}; it could not be set aside: ${messageOf(error)}`);
    }
  };
  return {
    mayWrite,
    note: problems.add,
    setAside: (path, reason) => keep(path, reason, () => setAside(disk, path, now)),
    keepCopy: (path, bytes, reason) => keep(path, reason, () => keepCopy(disk, path, bytes, now)),
  };
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
