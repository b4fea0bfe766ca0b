import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode, errorText } from '../../domain/error-text.ts';
import type { SourceId } from '../../domain/source/source.ts';
import type { UnderWay } from '../../intake/ports.ts';

type Options = {
  /** The data folder. */
  readonly folder: string;
  /** Called with the reason if a mark cannot be written, read or removed. */
  readonly onTrouble: (reason: string) => void;
};

const FOLDER = 'under-way';

/**
 * Makes the functions that mark a source with an empty file while its large document is taken in. After a crash, the
 * marks name the sources whose documents may have caused the crash. The files are not synced, because no document
 * causes a power cut.
 */
export const createUnderWay = ({ folder, onTrouble }: Options): UnderWay => {
  const marks = path.join(folder, FOLDER);
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      onTrouble(errorText(error));
    }
  };
  return {
    begin: (source) =>
      attempt(async () => {
        await makeFolder(marks);
        await writeFile(path.join(marks, source), '', { mode: 0o600 });
      }),
    end: (source) => attempt(() => rm(path.join(marks, source), { force: true })),
    unfinished: async () => {
      let names: readonly string[] = [];
      await attempt(async () => {
        await makeFolder(marks);
        names = await readdir(marks);
      });
      return names as readonly SourceId[];
    },
  };
};

/** Makes the folder of the marks, but not the data folder above it, which may have been removed. */
const makeFolder = async (folder: string): Promise<void> => {
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
};
