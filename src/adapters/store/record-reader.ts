import type { Disk } from './disk/disk.ts';
import { backupOf } from './durable-file.ts';
import type { Files } from './files.ts';
import type { Place } from './memory/places.ts';

/** So many records of one file are wanted that reading it as a whole is cheaper. */
const WHOLE_FILE = 16;

/** So many reads are under way at once. */
const AT_ONCE = 8;

/** A record that can be read neither in its file nor in the twin. */
type Unreadable = { readonly kind: 'unreadable'; readonly reason: string };
export type ReadRecord<Value> = { readonly kind: 'read'; readonly value: Value } | Unreadable;

/**
 * Reads records where they stand, in the order of the places; `parse` throws on what is not the record.
 * A partition's `.bak` has the same bytes at the same places. Rejects when the system refuses to read.
 */
export const readRecords = async <Value>(
  disk: Disk,
  files: Files,
  places: readonly Place[],
  parse: (text: string, n: number) => Value,
  onDamage: (path: string, reason: string) => void,
): Promise<readonly ReadRecord<Value>[]> => {
  const wholes = new Map<number, Buffer | undefined>();
  const counts = Map.groupBy(places, ({ file }) => file);
  const results = new Array<ReadRecord<Value>>(places.length);

  const bytesAt = async ({ file, offset, length }: Place): Promise<Buffer> => {
    if ((counts.get(file)?.length ?? 0) < WHOLE_FILE)
      return disk.readPart(files.pathOf(file), offset, length);
    if (!wholes.has(file)) wholes.set(file, await disk.read(files.pathOf(file)));
    return wholes.get(file)?.subarray(offset, offset + length) ?? Buffer.alloc(0);
  };

  const readOne = async (place: Place, n: number): Promise<ReadRecord<Value>> => {
    const path = files.pathOf(place.file);
    try {
      return { kind: 'read', value: parse((await bytesAt(place)).toString('utf8'), n) };
    } catch (error) {
      if (isRefusal(error)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      onDamage(path, reason);
      try {
        const twin = await disk.readPart(backupOf(path), place.offset, place.length);
        return { kind: 'read', value: parse(twin.toString('utf8'), n) };
      } catch {
        return { kind: 'unreadable', reason };
      }
    }
  };

  for (let from = 0; from < places.length; from += AT_ONCE) {
    const some = places.slice(from, from + AT_ONCE);
    const read = await Promise.all(some.map((place, n) => readOne(place, from + n)));
    for (const [n, result] of read.entries()) results[from + n] = result;
  }
  return results;
};

/** The system could not read now, which says nothing of the file. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code !== 'ENOENT' && error.code !== 'EIO';
