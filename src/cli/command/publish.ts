import path from 'node:path';
import { createFoldingWindow } from '../../daemon/folding-window.ts';
import { readConfig } from '../../daemon/read-config.ts';
import { errorText } from '../../domain/error-text.ts';
import { createSite } from '../../site/create-site.ts';
import { publishSite } from '../../site/static/publish-site.ts';
import { openSiteFolder } from '../../site/static/site-folder.ts';
import { createArchiveShelf } from '../../store/document/create-archive-shelf.ts';
import type { Folders } from '../folders.ts';
import { createProgressBar } from '../progress-bar.ts';
import { commandLog, openStoreFor } from '../reach-store.ts';
import { complain, EXIT, type ExitStatus, print } from '../terminal.ts';
import { complainOfConfig } from './check.ts';

const now = () => Temporal.Now.instant();

/** Writes the site as files, changed ones only. Takes no lock, so it works beside a running daemon. */
export const publish = async (
  folders: Folders,
  dir: string,
  options: { readonly json: boolean },
): Promise<ExitStatus> => {
  const loaded = await readConfig(folders.config, process.env);
  if (loaded.kind === 'wrong') return complainOfConfig(loaded.problems);
  const { config } = loaded;
  const opened = await openStoreFor(folders.data, { lock: false });
  if (opened.kind === 'closed') return opened.status;
  const { store } = opened;
  const bar = createProgressBar(process.stderr, () => performance.now());
  try {
    const target = await openSiteFolder(path.resolve(dir));
    if (target.kind === 'refused') {
      complain(`${target.reason}.`);
      return EXIT.failed;
    }
    const window = createFoldingWindow(config.fold, store, now);
    await window.fill();
    const site = createSite({
      config: () => config,
      folders: [folders.config, folders.data],
      configProblems: () => [],
      store,
      shelf: createArchiveShelf(folders.data),
      nearest: window.nearest() ?? (() => []),
      log: commandLog(),
      now,
    });
    const published = await publishSite({ site, config, folder: target.folder, onFile: bar.draw });
    bar.clear();
    const { files, written, removed, foreign } = published;
    if (options.json) print(JSON.stringify(published));
    else
      print(
        `${files} files in ${dir}: ${written} written, ${removed} removed, ${files - written} as they were.`,
      );
    for (const file of foreign) {
      complain(`${path.join(dir, file)} is not ours, so it stays, and nothing was removed; move it away.`);
    }
    return foreign.length === 0 ? EXIT.done : EXIT.failed;
  } catch (error) {
    bar.clear();
    complain(`The site was not written to ${dir} as a whole: ${errorText(error)}. ${whatToDo(error)}`);
    return EXIT.failed;
  } finally {
    await store.close();
  }
};

const whatToDo = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(EACCES|EPERM|EROFS)$/.test(code)) return 'Let this user write there, or name another folder.';
  if (/^(ENOTDIR|EEXIST|EISDIR)$/.test(code))
    return 'A file stands where a folder belongs, or the other way round: move it away, or name another folder.';
  if (/^(ENOSPC|EDQUOT)$/.test(code)) return 'Make room on that disk; then run the same again.';
  return 'Run the same again once that is mended.';
};
