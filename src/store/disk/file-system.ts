import { constants } from 'node:fs';
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { errorCode } from '../../domain/error-text.ts';
import { makeFolders, PRIVATE_FOLDER } from './make-folders.ts';

/** Delay before a read is retried, in milliseconds, if too many files are open. */
const BUSY_WAIT_MS = 50;
const BUSY_TRIES = 40;

const OWNER_ONLY_FILE = 0o600;

export const fileSystem: Disk = {
  read: async (path) => {
    await using handle = await orAbsent(patiently(() => openFile(path, READ)));
    return await handle?.readFile();
  },

  readPart: async (path, from, length) => {
    await using handle = await patiently(() => openFile(path, READ));
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, from);
    return buffer.subarray(0, bytesRead);
  },

  size: async (path) => {
    const found = await orAbsent(stat(path));
    if (found?.isFile() === false) throw new Error(noFile(path));
    return found?.size;
  },

  list: async (folder) => (await orAbsent(patiently(() => readdir(folder)))) ?? [],

  makeFolder: (path) => makeFolders(path, PRIVATE_FOLDER),

  write: async (path, bytes) => {
    const handle = await openFile(path, WRITE);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },

  open: async (path) => {
    const handle = await openFile(path, APPEND);
    return {
      append: async (bytes) => {
        await handle.writeFile(bytes);
      },
      sync: () => handle.datasync(),
      truncate: (size) => handle.truncate(size),
      close: () => handle.close(),
    };
  },

  rename,

  remove: (path) => rm(path, { force: true }),

  syncFolder: async (path) => {
    await using handle = await open(path, 'r');
    await handle.sync();
  },
};

const { O_RDONLY, O_WRONLY, O_CREAT, O_TRUNC, O_APPEND, O_NONBLOCK } = constants;
const [READ, WRITE, APPEND] = [O_RDONLY, O_WRONLY | O_CREAT | O_TRUNC, O_WRONLY | O_CREAT | O_APPEND];

const noFile = (path: string): string => `${path} is a folder, a pipe, a socket or a device`;

/** Opens a file; rejects if the path is not a file. Without `O_NONBLOCK`, opening a pipe can wait without end. */
const openFile = async (path: string, flags: number): Promise<FileHandle> => {
  const handle = await open(path, flags | O_NONBLOCK, OWNER_ONLY_FILE);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new Error(noFile(path));
};

const orAbsent = <Value>(reading: Promise<Value>): Promise<Value | undefined> =>
  reading.catch((error: unknown) => {
    if (!/^(ENOENT|ENOTDIR)$/.test(errorCode(error))) throw error;
    return undefined;
  });

const patiently = async <Value>(act: () => Promise<Value>): Promise<Value> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (!/^E[MN]FILE$/.test(errorCode(error)) || tries === BUSY_TRIES) throw error;
      await setTimeout(BUSY_WAIT_MS);
    }
  }
};

export type Appender = {
  readonly append: (bytes: Uint8Array) => Promise<void>;
  readonly sync: () => Promise<void>;
  readonly truncate: (size: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The operations on files that the log and the documents use. Tests use a file system that loses unsynced data. */
export type Disk = {
  /** Reads the whole file; resolves to undefined if the file does not exist. */
  readonly read: (path: string) => Promise<Buffer | undefined>;
  /** Reads `length` bytes from an offset on; fewer if the file is shorter. */
  readonly readPart: (path: string, from: number, length: number) => Promise<Buffer>;
  /** Resolves to the size of a file in bytes; undefined if it does not exist. Rejects for a folder or a pipe. */
  readonly size: (path: string) => Promise<number | undefined>;
  /** Resolves to the names in a folder; empty if the folder does not exist. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  readonly makeFolder: (path: string) => Promise<void>;
  /** Replaces the whole content of a file, and syncs the file. */
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>;
  /** Opens a file for appending; creates it if it does not exist. */
  readonly open: (path: string) => Promise<Appender>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Deletes a file; does nothing if the file does not exist. */
  readonly remove: (path: string) => Promise<void>;
  /** Makes added, changed and removed names in a folder durable. */
  readonly syncFolder: (path: string) => Promise<void>;
};
