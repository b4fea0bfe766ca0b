import { readFile } from 'node:fs/promises';
import { errorText } from '../domain/error-text.ts';
import type { ListedFeed } from '../domain/source/listed-feed.ts';
import { readOpml } from '../read/read-opml.ts';
import { complain } from './terminal.ts';

/** Reads an OPML list of feeds; says why and gives undefined where it cannot be read. */
export const readList = async (file: string): Promise<readonly ListedFeed[] | undefined> => {
  const bytes = await readFile(file === '-' ? '/dev/stdin' : file).catch((error: Error) => error);
  if (bytes instanceof Error) {
    complain(`${file} cannot be read: ${errorText(bytes)}`);
    return undefined;
  }
  const list = readOpml(bytes);
  if (list.kind === 'read') return list.feeds;
  complain(`${file} cannot be imported: ${list.reason}. Export the feeds from your reader as OPML.`);
  return undefined;
};
