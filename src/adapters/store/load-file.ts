import { join } from 'node:path';
import { readFile, replace } from './durable-file.ts';
import type { Format } from './format/format.ts';
import type { Loading } from './load-partitions.ts';

/** A file or its twin; undefined where neither can be read. A damaged one is set aside and written again from its twin. */
export const loadFile = async <Data>(
  { disk, folder, repair }: Loading,
  name: string,
  format: Format<Data>,
): Promise<Data | undefined> => {
  const path = join(folder, name);
  let damaged = false;
  const data = await readFile(disk, path, format, async (reason) => {
    damaged = true;
    await repair.setAside(path, reason);
  });
  if (damaged && data !== undefined && repair.mayWrite) await replace(disk, path, format.stringify(data));
  return data;
};
