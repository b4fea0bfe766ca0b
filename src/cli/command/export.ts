import { readConfig } from '../../daemon/read-config.ts';
import { renderOpml } from '../../site/feed/render-opml.ts';
import type { Folders } from '../folders.ts';
import { EXIT, type ExitStatus } from '../terminal.ts';
import { complainOfConfig } from './check.ts';

/** Prints the sources as an OPML list, their addresses as the config has them, secrets and all. */
export const exportList = async (folders: Folders): Promise<ExitStatus> => {
  const loaded = await readConfig(folders.config, process.env);
  if (loaded.kind === 'wrong') return complainOfConfig(loaded.problems);
  const { sources, feed } = loaded.config;
  process.stdout.write(renderOpml(sources, `Sources of ${feed.title}`));
  return EXIT.done;
};
