import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';

export type WatchedFolders = {
  /** Watches these folders instead of those before. Folders that cannot be watched are left out. */
  readonly update: (folders: readonly string[]) => Promise<void>;
  readonly close: () => void;
};

/**
 * Calls back when a file in one of the folders is written, made, moved or removed (inotify(7) on Linux), with its name if
 * the system reports it.
 */
export const watchFolders = (onEvent: (folder: string, name: string | null) => void): WatchedFolders => {
  let watchers = new Map<string, FSWatcher | undefined>();
  let isClosed = false;

  const open = (folder: string): FSWatcher | undefined => {
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => onEvent(folder, name));
      // The folder is gone, or the system has no more watches.
      return watcher.on('error', () => watcher.close());
    } catch {
      return undefined;
    }
  };

  return {
    update: async (folders) => {
      // A folder that was created again under the same name is another one.
      const keys = await Promise.all(
        folders.map(async (folder): Promise<readonly [string, string]> => {
          const found = await stat(folder).catch(() => undefined);
          return [folder, `${folder} ${found?.ino}`];
        }),
      );
      if (isClosed) return;
      const before = watchers;
      watchers = new Map(keys.map(([folder, key]) => [key, before.get(key) ?? open(folder)]));
      for (const [key, watcher] of before) if (!watchers.has(key)) watcher?.close();
    },
    close: () => {
      isClosed = true;
      for (const watcher of watchers.values()) watcher?.close();
    },
  };
};
