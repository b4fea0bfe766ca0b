import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** How often the config's files are looked at: an edit is in force within twice this time and the time to check it. */
const LOOK_EVERY_MS = 500;

/**
 * Calls back when a file of the config folder has changed and has stood still since the last look. Looks at what
 * the names lead to, so that it sees every way of saving: in place, by rename, by swapping a symbolic link.
 * Only config files count: whatever else lies in the folder may change as it likes.
 */
export const watchConfig = (folder: string, onChange: () => void): { readonly stop: () => void } => {
  let inForce: string | undefined;
  let seen: string | undefined;
  const look = async (): Promise<void> => {
    const now = await fingerprint(folder);
    inForce ??= now;
    if (now !== inForce && now === seen) {
      inForce = now;
      onChange();
    }
    seen = now;
  };
  void look();
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
};

const fingerprint = async (folder: string): Promise<string> => {
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
