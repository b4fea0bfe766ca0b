import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Milliseconds between two looks at the config's files: an edit is in force within twice this time plus its check. */
const LOOK_EVERY_MS = 250;

/** Identifies one state of the config's files. */
export type ConfigMark = string;

/**
 * Follows the names of the files, so that it sees every way of saving: in place, by rename, by swapping a symbolic
 * link. Only config files count; other files in the folder are ignored.
 */
export const markConfig = async (folder: string): Promise<ConfigMark> => {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => /^[^.].*\.(ya?ml|csv)$/.test(name)).toSorted();
  const marks = await Promise.all(
    files.map(async (name) => {
      const found = await stat(path.join(folder, name), { bigint: true }).catch(() => undefined);
      return found === undefined ? `${name} gone` : `${name} ${found.ino} ${found.size} ${found.mtimeNs}`;
    }),
  );
  return marks.join('\n');
};

export type ConfigWatch = {
  /** Calls back for an edit that was not seen yet, without waiting until the files stop changing. */
  readonly lookNow: () => Promise<void>;
  /** Calls back with or without an edit; the edit that is read then causes no second call. */
  readonly readNow: () => Promise<void>;
  readonly stop: () => void;
};

/**
 * Calls back when the config's files differ from `inForce`, the mark taken before they were read, and have not changed
 * since the last look.
 */
export const watchConfig = (folder: string, inForce: ConfigMark, onChange: () => void): ConfigWatch => {
  let known = inForce;
  let seen = inForce;
  const look = async (): Promise<void> => {
    const now = await markConfig(folder);
    if (now !== known && now === seen) {
      known = now;
      onChange();
    }
    seen = now;
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  timer.unref();
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
    stop: () => clearInterval(timer),
  };
};
