import { type FSWatcher, watch } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** Time for which the files must not change before an edit is taken over, in milliseconds. */
const SETTLE_MS = 250;

/** Interval between two checks without a notification, in milliseconds; network file systems may send none. */
const LOOK_EVERY_MS = 30_000;

/** A text that identifies one state of the config's files. */
export type ConfigMark = string;

/** Resolves to a mark of the config's files: their names, inodes, sizes and times, through symbolic links. */
export const markConfig = async (folder: string): Promise<ConfigMark> => {
  const marks = await Promise.all((await configFiles(folder)).map(markFile));
  return marks.join('\n');
};

const WORDS = 'words';

const configFiles = async (folder: string): Promise<readonly string[]> => [
  ...(await filesIn(folder, /^[^.].*\.(ya?ml|csv)$/)),
  ...(await filesIn(path.join(folder, WORDS), /^[^.].*\.txt$/)),
];

const filesIn = async (folder: string, name: RegExp): Promise<readonly string[]> => {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((file) => name.test(file))
    .toSorted()
    .map((file) => path.join(folder, file));
};

const markFile = async (file: string): Promise<string> => {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  return `${file} ${found?.ino} ${found?.size} ${found?.mtimeNs}`;
};

export type ConfigWatch = {
  /** Calls back at once if an edit has not caused a call yet; does not wait until the files stop changing. */
  readonly lookNow: () => Promise<void>;
  /** Calls back even without an edit. Marks the files as read, so that they cause no second call. */
  readonly readNow: () => Promise<void>;
  readonly stop: () => void;
};

/** Calls back when edited files have stopped changing. `inForce` is the mark of the files before they were read. */
export const watchConfig = (folder: string, inForce: ConfigMark, onChange: () => void): ConfigWatch => {
  let known = inForce;
  let seen = inForce;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const now = await markConfig(folder);
    if (now !== known && now === seen) {
      known = now;
      onChange();
    }
    seen = now;
  };
  let isSoon = false;
  let watched: ReadonlySet<string> = new Set();
  const lookIn = (ms: number): void => {
    clearTimeout(timer);
    isSoon = ms < LOOK_EVERY_MS;
    const own = setTimeout(() => void lookAndWait(own), ms).unref();
    timer = own;
  };
  const lookAndWait = async (own: NodeJS.Timeout): Promise<void> => {
    isSoon = false;
    watched = await pathsOf(folder);
    await folders.update([...new Set(Array.from(watched, (one) => path.dirname(one)))]);
    await look();
    if (timer === own) lookIn(seen === known ? LOOK_EVERY_MS : SETTLE_MS);
  };
  const folders = watchFolders((at, name) => {
    const isOurs = name === null || watched.has(path.join(at, name)) || watched.has(path.join(at, ANY));
    if (isOurs && !isSoon && timer !== undefined) lookIn(SETTLE_MS);
  });
  lookIn(0);
  return {
    lookNow: async () => {
      seen = await markConfig(folder);
      await look();
    },
    readNow: async () => {
      seen = await markConfig(folder);
      known = seen;
      onChange();
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
      folders.close();
    },
  };
};

/** A wildcard for every name in a folder. */
const ANY = '*';

/** Resolves to the paths whose change may be an edit: the config's folders, any name in them, and targets of links. */
const pathsOf = async (folder: string): Promise<ReadonlySet<string>> => {
  const [own, words] = [path.resolve(folder), path.resolve(folder, WORDS)];
  const named = [own, words, ...(await configFiles(own))];
  const real = await Promise.all(named.map((name) => realpath(name).catch(() => name)));
  return new Set([...named, ...real, path.join(own, ANY), path.join(words, ANY)]);
};

type WatchedFolders = {
  /** Watches these folders instead of the previous folders. Folders that cannot be watched are left out. */
  readonly update: (folders: readonly string[]) => Promise<void>;
  readonly close: () => void;
};

/** Calls back when something in a folder changes; `name` is null if the system does not report it. */
const watchFolders = (onEvent: (folder: string, name: string | null) => void): WatchedFolders => {
  let watchers = new Map<string, FSWatcher | undefined>();
  let isClosed = false;

  const open = (folder: string, key: string): FSWatcher | undefined => {
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => onEvent(folder, name));
      return watcher.on('error', () => {
        watcher.close();
        // The next update opens another watcher.
        watchers.delete(key);
      });
    } catch {
      // The folder may be missing or unreadable, or the system may have no more watches.
      return undefined;
    }
  };

  return {
    update: async (folders) => {
      // A folder that was created again under the same name is another folder.
      const keys = await Promise.all(
        folders.map(async (folder): Promise<readonly [string, string]> => {
          const found = await stat(folder).catch(() => undefined);
          return [folder, `${folder} ${found?.ino}`];
        }),
      );
      // The watch may stop while the folders are read.
      if (isClosed) return;
      const before = watchers;
      watchers = new Map(keys.map(([folder, key]) => [key, before.get(key) ?? open(folder, key)]));
      for (const [key, watcher] of before) if (!watchers.has(key)) watcher?.close();
    },
    close: () => {
      isClosed = true;
      for (const watcher of watchers.values()) watcher?.close();
    },
  };
};
