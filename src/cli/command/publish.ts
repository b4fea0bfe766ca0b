import path from 'node:path';
import { createFoldingWindow } from '../../daemon/folding-window.ts';
import type { Config } from '../../domain/config.ts';
import { errorCode, errorText } from '../../domain/error-text.ts';
import { createSite, type DaemonSite } from '../../site/create-site.ts';
import { publishSite } from '../../site/publish/publish-site.ts';
import { openSiteFolder } from '../../site/publish/site-folder.ts';
import { makeFolders } from '../../store/disk/make-folders.ts';
import type { WholeStore } from '../../store/open-store.ts';
import type { Given, Json } from '../command.ts';
import type { Folders } from '../folders.ts';
import { stderrBar } from '../progress-bar.ts';
import { complain, EXIT, type ExitStatus, print } from '../terminal.ts';
import { withConfigAndStore } from '../with-config.ts';

const now = () => Temporal.Now.instant();

/** Mode of a new folder for the site. A web server may read the folder if the umask allows this. */
const OPEN_FOLDER = 0o777;

/**
 * Writes the site as files: skips unchanged files, and deletes files of an earlier run that the site no longer has.
 * Deletes nothing and returns exit status 1 if the folder is refused, if a file cannot be made or written, or if a
 * file of somebody else has the name of a file of the site.
 */
export const publish = ({
  folders,
  flags: { json = false },
  words: [dir = ''],
}: Given<Json>): Promise<ExitStatus> =>
  withConfigAndStore(folders, async (config, _store, reached) => {
    const bar = stderrBar();
    try {
      await makeFolders(path.resolve(dir), OPEN_FOLDER);
      const target = await openSiteFolder(path.resolve(dir));
      if (target.kind === 'refused') {
        complain(`${target.reason}.`);
        return EXIT.failed;
      }
      const site = await openSite(folders, config, reached);
      const published = await publishSite({ site, folder: target.folder, onFile: bar.draw });
      bar.clear();
      const { files, written, removed, foreign } = published;
      const sum = `${files} files in ${dir}: ${written} written, ${removed} removed, ${files - written} unchanged.`;
      print(json ? JSON.stringify(published) : sum);
      for (const file of foreign) {
        complain(
          `${path.join(dir, file)} was not written by kawaraban: it stays, and nothing was removed. Move it away, then run the command again.`,
        );
      }
      return foreign.length === 0 ? EXIT.done : EXIT.failed;
    } catch (error) {
      bar.clear();
      complain(`The site in ${dir} is not up to date: ${errorText(error)}. ${whatToDo(error)}`);
      return EXIT.failed;
    }
  });

const openSite = async (
  folders: Folders,
  config: Config,
  { store, shelf, editions }: WholeStore,
): Promise<DaemonSite> => {
  const window = createFoldingWindow(config.fold, store, now);
  await window.fill();
  return createSite({
    config: () => config,
    folders: [folders.config, folders.data],
    configProblems: () => [],
    store,
    shelf,
    editions,
    nearest: window.nearest() ?? (() => []),
    now,
    isStatic: true,
  });
};

/** Returns a sentence about what to do if the site cannot be written. */
export const whatToDo = (error: unknown): string => {
  const code = errorCode(error);
  if (/^(EACCES|EPERM)$/.test(code))
    return 'Create the folder if it is missing, and let this user read and write it and its files; or name another folder.';
  if (code === 'EROFS')
    return 'The disk of the folder is read-only: make it writable, or name another folder.';
  if (/^(ENOTDIR|EEXIST|EISDIR)$/.test(code))
    return 'A file is in the place of a folder, or a folder in the place of a file: move it away, or name another folder.';
  if (code === 'ENOSPC') return 'Free some space on the disk of the folder, then run the same command again.';
  if (code === 'EDQUOT')
    return 'Delete other files of this user, or raise the quota, then run the same command again.';
  return 'Correct the cause, then run the same command again.';
};
