import { dirname } from 'node:path';
import { type Adapter, Low } from 'lowdb';
import type { Disk } from './disk/disk.ts';
import type { Format } from './format/format.ts';
import { NewerFormat } from './format/version.ts';

/**
 * A lowdb adapter whose file outlives a crash and a power cut: a temporary file, fsync, rename, fsync of the
 * folder; then the same again for its twin `.bak`, so that at every moment one of the two is whole.
 * Reading takes the `.bak` where the file is absent or unreadable, and says so to `onDamage`.
 */
const durableFile = <Data>(
  disk: Disk,
  path: string,
  format: Format<Data>,
  onDamage: (reason: string) => Promise<void> = async () => {},
): Adapter<Data> => ({
  read: async () => {
    const main = await disk.read(path);
    const first = tryParse(main, format);
    if (first.kind === 'parsed') return first.data;
    const second = tryParse(await disk.read(backupOf(path)), format);
    if (main !== undefined || second.kind === 'parsed') await onDamage(first.reason);
    return second.kind === 'parsed' ? second.data : null;
  },
  write: async (data) => {
    const bytes = format.stringify(data);
    await replace(disk, path, bytes);
    await replace(disk, backupOf(path), bytes);
  },
});

/** Writes data to a file and its twin; rejects with the system's error, and the file is as it was. */
export const saveFile = async <Data>(
  disk: Disk,
  path: string,
  format: Format<Data>,
  data: Data,
): Promise<void> => {
  await new Low(durableFile(disk, path, format), data).write();
};

/** Reads a file, or its twin; undefined where neither can be read. */
export const readFile = async <Data>(
  disk: Disk,
  path: string,
  format: Format<Data>,
  onDamage?: (reason: string) => Promise<void>,
): Promise<Data | undefined> => {
  const nullable: Adapter<Data | null> = durableFile<Data | null>(
    disk,
    path,
    format as Format<Data | null>,
    onDamage,
  );
  const database = new Low<Data | null>(nullable, null);
  await database.read();
  return database.data ?? undefined;
};

export const backupOf = (path: string): string => `${path}.bak`;

const temporaryOf = (path: string): string => `${path}.tmp`;

/** Puts bytes in a file's place, whole and durable. */
export const replace = async (disk: Disk, path: string, bytes: Uint8Array): Promise<void> => {
  await disk.write(temporaryOf(path), bytes);
  await disk.rename(temporaryOf(path), path);
  await disk.syncFolder(dirname(path));
};

type Parsed<Data> =
  | { readonly kind: 'parsed'; readonly data: Data }
  | { readonly kind: 'unreadable'; readonly reason: string };

const tryParse = <Data>(bytes: Buffer | undefined, format: Format<Data>): Parsed<Data> => {
  if (bytes === undefined) return { kind: 'unreadable', reason: 'it is not there' };
  try {
    return { kind: 'parsed', data: format.parse(bytes) };
  } catch (error) {
    if (error instanceof NewerFormat) throw error;
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
};
