import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { type Disk, errorCode } from './disk.ts';

/** Too many open files is a state that passes: a read waits this long between tries, and tries this often. */
const BUSY_WAIT_MS = 50;
const BUSY_TRIES = 40;

/** One for all, since half a gigabyte of small buffers would wait for the garbage collector at start. */
let peekBuffer = Buffer.alloc(0);

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

  peek: (path, length) => {
    const file = openIfThere(path);
    if (file === undefined) return undefined;
    try {
      if (peekBuffer.length < length) peekBuffer = Buffer.allocUnsafe(length);
      const buffer = peekBuffer;
      return { start: buffer.subarray(0, readSync(file, buffer, 0, length, 0)), size: fstatSync(file).size };
    } finally {
      closeSync(file);
    }
  },

  list: async (folder) => (await orAbsent(patiently(() => readdir(folder)))) ?? [],

  makeFolder: async (path) => {
    await mkdir(path, { recursive: true });
  },

  write: async (path, bytes) => {
    const handle = await open(path, 'w');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },

  create: async (path) => {
    const handle = await open(path, 'ax');
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

const openIfThere = (path: string): number | undefined => {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
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
