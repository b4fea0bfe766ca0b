import { basename, dirname } from 'node:path';
import type { Disk } from '../../src/store/disk/file-system.ts';

type Inode = { content: Buffer; durable: Buffer };

/** A change of names that a power cut may undo as long as the folder is not synced. */
type NameChange = {
  readonly folders: readonly string[];
  readonly apply: (names: Map<string, Inode>) => void;
};

export type ForgetfulDisk = {
  readonly disk: Disk;
  /** Number of accesses after which the power fails: from then on no access is answered. */
  readonly cutAfter: (accesses: number, cut: () => void) => void;
  /** What stands on the platters when the power is back. */
  readonly powerOn: () => void;
};

const BLOCK = 512;

/**
 * A file system in memory that remembers only what was synced. At a power cut each unsynced change of a name is
 * kept or lost by chance, whatever came after it; of unsynced bytes, some blocks are there, some are zeros, and the
 * end may be missing. Paths count from the last folder called `data`, so that one disk can be opened in many places.
 */
export const createForgetfulDisk = (chance: () => number): ForgetfulDisk => {
  let names = new Map<string, Inode>();
  let durableNames = new Map<string, Inode>();
  let unsynced: NameChange[] = [];
  let left = Number.POSITIVE_INFINITY;
  let onCut = (): void => {};

  const local = (path: string): string => path.slice(path.lastIndexOf('/data') + 1);

  const access = async <Value>(act: () => Value): Promise<Value> => {
    if (left <= 0) {
      onCut();
      return new Promise<Value>(() => {});
    }
    left -= 1;
    return act();
  };

  const change = (paths: readonly string[], apply: (all: Map<string, Inode>) => void): void => {
    apply(names);
    unsynced.push({ folders: paths.map((path) => dirname(path)), apply });
  };

  const missing = (path: string): Error => Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });

  const inodeAt = (path: string): Inode => {
    const inode = names.get(local(path));
    if (inode === undefined) throw missing(path);
    return inode;
  };

  const made = (path: string): Inode => {
    const known = names.get(local(path));
    if (known !== undefined) return known;
    const inode = { content: Buffer.alloc(0), durable: Buffer.alloc(0) };
    change([local(path)], (all) => all.set(local(path), inode));
    return inode;
  };

  const survivorOf = ({ content, durable }: Inode): Buffer => {
    if (content.equals(durable)) return content;
    const lottery = chance();
    if (lottery < 0.25) return durable;
    if (lottery < 0.4) return content;
    const safe = content.subarray(0, durable.length).equals(durable) ? durable.length : 0;
    const kept = Buffer.from(content.subarray(0, safe + Math.floor(chance() * (content.length - safe + 1))));
    if (lottery < 0.7) return kept;
    for (let at = safe; at < kept.length; at += BLOCK) {
      if (chance() < 0.3) kept.fill(0, at, Math.min(at + BLOCK, kept.length));
    }
    return kept;
  };

  const disk: Disk = {
    read: (path) => access(() => names.get(local(path))?.content),
    readPart: (path, from, length) => access(() => inodeAt(path).content.subarray(from, from + length)),
    size: (path) => access(() => names.get(local(path))?.content.length),
    list: (folder) =>
      access(() =>
        [...names.keys()].filter((path) => dirname(path) === local(folder)).map((path) => basename(path)),
      ),
    makeFolder: () => access(() => undefined),
    write: async (path, bytes) => {
      const inode = await access(() => made(path));
      inode.content = Buffer.alloc(0);
      await access(() => {
        inode.content = Buffer.from(bytes);
      });
      await access(() => {
        inode.durable = inode.content;
      });
    },
    open: (path) =>
      access(() => {
        const inode = made(path);
        return {
          append: (bytes) =>
            access(() => {
              inode.content = Buffer.concat([inode.content, bytes]);
            }),
          sync: () =>
            access(() => {
              inode.durable = inode.content;
            }),
          truncate: (size) =>
            access(() => {
              inode.content = inode.content.subarray(0, size);
            }),
          close: () => access(() => undefined),
        };
      }),
    rename: (from, to) =>
      access(() => {
        const inode = inodeAt(from);
        change([local(from), local(to)], (all) => {
          if (all.get(local(from)) === inode) all.delete(local(from));
          all.set(local(to), inode);
        });
      }),
    remove: (path) => access(() => change([local(path)], (all) => all.delete(local(path)))),
    syncFolder: (path) =>
      access(() => {
        for (const done of unsynced) if (done.folders.includes(local(path))) done.apply(durableNames);
        unsynced = unsynced.filter((done) => !done.folders.includes(local(path)));
      }),
  };

  return {
    disk,
    cutAfter: (accesses, cut) => {
      left = accesses;
      onCut = cut;
    },
    powerOn: () => {
      for (const lost of unsynced) if (chance() < 0.5) lost.apply(durableNames);
      for (const inode of new Set([...durableNames.values(), ...names.values()])) {
        inode.content = survivorOf(inode);
        inode.durable = inode.content;
      }
      unsynced = [];
      names = new Map(durableNames);
      durableNames = new Map(durableNames);
      left = Number.POSITIVE_INFINITY;
    },
  };
};
