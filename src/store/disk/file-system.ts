import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { type Disk, errorCode } from './disk.ts';

/** When too many files are open, a read waits this long, in milliseconds, and is tried up to `BUSY_TRIES` times. */
const BUSY_WAIT_MS = 50;
const BUSY_TRIES = 40;

/** Files and folders in the data folder are accessible only to their owner, independent of the umask. */
const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** The file system of this machine. */
export const fileSystem: Disk = {
  read: async (path) => orAbsent(patiently(() => readFile(path))),

  readPart: async (path, from, length) => {
    const handle = await patiently(() => open(path, 'r'));
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, from);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  },

  size: async (path) => (await orAbsent(stat(path)))?.size,

  list: async (folder) => (await orAbsent(patiently(() => readdir(folder)))) ?? [],

  makeFolder: async (path) => {
    await mkdir(path, { recursive: true, mode: OWNER_ONLY_FOLDER });
  },

  write: async (path, bytes) => {
    const handle = await open(path, 'w', OWNER_ONLY_FILE);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },

  open: async (path) => {
    const handle = await open(path, 'a', OWNER_ONLY_FILE);
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
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

const orAbsent = async <Value>(reading: Promise<Value>): Promise<Value | undefined> => {
  try {
    return await reading;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
};

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
