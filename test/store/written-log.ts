import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Commit, writeLine } from '../../src/store/log/log-line.ts';
import { NOW, newFolder } from './opened-store.ts';

/** A line of the log, of a commit that holds what is given. */
export const line = (seq: number, rest: Partial<Commit>): Buffer =>
  writeLine({ seq, at: NOW, stories: [], drops: [], states: [], removed: { stories: [], keys: [] }, ...rest })
    .bytes;

/** A data folder whose log holds these files. */
export const folderWith = async (
  files: Readonly<Record<string, readonly (Buffer | string)[]>>,
): Promise<string> => {
  const folder = await newFolder();
  await mkdir(join(folder, 'log'));
  for (const [day, lines] of Object.entries(files))
    await writeFile(join(folder, 'log', `${day}.jsonl`), Buffer.concat(lines.map((one) => Buffer.from(one))));
  return folder;
};
