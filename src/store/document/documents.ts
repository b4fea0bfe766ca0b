import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { type Adapter, Low } from 'lowdb';
import { z } from 'zod';
import { errorText } from '../../domain/error-text.ts';
import type { Disk } from '../disk/file-system.ts';
import { NewerFormat, VERSION } from '../log/log-line.ts';
import { evidenceOf } from '../store-problems.ts';

/** A JSON file that is replaced as a whole. */
export type StoredDocument<Data> = {
  /**
   * Resolves to the content of the file, or of its copy `.bak` if the file is absent or damaged; undefined if both are
   * absent. Rejects if neither can be read, or if the one that is read has a later version.
   */
  readonly read: () => Promise<Data | undefined>;
  /** Resolves when the new content is durable. A failed write leaves the old or the new content. */
  readonly write: (data: Data) => Promise<void>;
};

/** Resolves to the months (`2026-11`) or days for which a folder has a document or its copy, oldest first. */
export const datedNames = async (disk: Disk, folder: string): Promise<readonly string[]> => {
  const names = await disk.list(folder);
  const dated = names.flatMap((name) => /^(\d{4}(?:-\d\d)+)\.json(?:\.bak)?$/.exec(name)?.[1] ?? []);
  return [...new Set(dated)].toSorted();
};

const wrapper = z.object({ version: z.number(), crc: z.int(), data: z.unknown() });

/**
 * Makes a lowdb document that survives a crash and a power cut: a write replaces the file, then its copy `.bak`, and
 * syncs both. If the file is damaged, the copy is read; `onDamage` is called with the reason if the copy is readable.
 * The next write keeps the damaged file under another name.
 */
export const storedDocument = <Schema extends z.ZodType>(
  disk: Disk,
  path: string,
  schema: Schema,
  onDamage: (reason: string) => void,
): StoredDocument<z.output<Schema>> => {
  const put = async (place: string, bytes: Buffer): Promise<void> => {
    await disk.write(`${path}.tmp`, bytes);
    await disk.rename(`${path}.tmp`, place);
    await disk.syncFolder(dirname(path));
  };
  const adapter: Adapter<z.output<Schema>> = {
    read: async () => {
      const own = await tryRead(disk, path, schema);
      if (own.kind === 'read') return own.data;
      const before = await tryRead(disk, `${path}.bak`, schema);
      if (before.kind === 'read') {
        if (own.kind === 'damaged')
          onDamage(`${path} cannot be read: ${own.reason}. Its copy .bak is used; nothing needs to be done`);
        return before.data;
      }
      if (own.kind === 'absent' && before.kind === 'absent') return null;
      throw new Error(
        `neither ${path} (${stateOf(own)}) nor its copy .bak (${stateOf(before)}) can be read: if a permission is missing, grant it; else stop the daemon and restore the file from a backup`,
      );
    },
    write: async (data) => {
      const crc = crc32(JSON.stringify(data));
      const bytes = Buffer.from(`${JSON.stringify({ version: VERSION, crc, data })}\n`);
      for (const place of [path, `${path}.bak`]) {
        const before = await tryRead(disk, place, schema);
        if (before.kind === 'damaged') await disk.rename(place, evidenceOf(place, before.bytes));
        await put(place, bytes);
      }
    },
  };
  return {
    read: async () => {
      const document = new Low<z.output<Schema> | null>(adapter as Adapter<z.output<Schema> | null>, null);
      await document.read();
      return document.data ?? undefined;
    },
    write: (data) => new Low(adapter, data).write(),
  };
};

type Read<Data> =
  | { readonly kind: 'read'; readonly data: Data }
  | { readonly kind: 'absent' }
  | { readonly kind: 'damaged'; readonly reason: string; readonly bytes: Uint8Array };

const stateOf = (read: Exclude<Read<unknown>, { kind: 'read' }>): string =>
  read.kind === 'damaged' ? read.reason : read.kind;

const tryRead = async <Schema extends z.ZodType>(
  disk: Disk,
  path: string,
  schema: Schema,
): Promise<Read<z.output<Schema>>> => {
  let bytes: Buffer | undefined;
  try {
    bytes = await disk.read(path);
    if (bytes === undefined) return { kind: 'absent' };
    const { version, crc, data } = wrapper.parse(JSON.parse(bytes.toString('utf8')));
    if (version > VERSION) throw new NewerFormat(version);
    if (crc32(JSON.stringify(data)) !== crc) throw new Error('its checksum is wrong');
    return { kind: 'read', data: schema.parse(data) };
  } catch (error) {
    if (error instanceof NewerFormat) throw new Error(`${path} cannot be read`, { cause: error });
    return { kind: 'damaged', reason: errorText(error), bytes: bytes ?? new Uint8Array() };
  }
};
