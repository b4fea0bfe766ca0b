import type { ListedFeed } from '../../domain/source/listed-feed.ts';
import { readOpml } from '../../read/read-opml.ts';
import { byDaemon, type Given } from '../command.ts';
import { complain, EXIT, type ExitStatus, readGiven } from '../terminal.ts';

/** Appends sources for the feeds of an OPML list; 1 where the file cannot be read. */
export const importList = async (given: Given<{ readonly json?: boolean }>): Promise<ExitStatus> => {
  const feeds = await readList(given.words[0] ?? '');
  if (feeds === undefined) return EXIT.failed;
  return byDaemon(() => ({ kind: 'import', feeds, json: given.flags.json === true }))(given);
};

/** Says why where the list cannot be read. */
const readList = async (file: string): Promise<readonly ListedFeed[] | undefined> => {
  const bytes = await readGiven(file);
  const list = bytes && readOpml(bytes);
  if (list?.kind !== 'unreadable') return list?.feeds;
  complain(`${file} cannot be imported: ${list.reason}. Export the feeds from your reader as OPML.`);
  return undefined;
};
