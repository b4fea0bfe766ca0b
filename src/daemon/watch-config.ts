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
  const marks = await Promise.all([
    ...(await filesIn(folder, /^[^.].*\.(ya?ml|csv)$/)).map(markFile),
    ...(await filesIn(path.join(folder, 'words'), /^[^.].*\.txt$/)).map(markFile),
  ]);
  return marks.join('\n');
};

const filesIn = async (folder: string, name: RegExp): Promise<readonly string[]> => {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((file) => name.test(file))
    .toSorted()
    .map((file) => path.join(folder, file));
};

const markFile = async (file: string): Promise<string> => {
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  return found === undefined ? `${file} gone` : `${file} ${found.ino} ${found.size} ${found.mtimeNs}`;
};

export type ConfigWatch = {
  /** Calls back for an edit that was not seen yet, without waiting until the files stop changing. */
  readonly lookNow: () => Promise<void>;
  /** Calls back even without an edit, and marks the files as read, so that they cause no second call. */
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
