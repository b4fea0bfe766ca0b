import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../../domain/error-text.ts';

/** Mode of a folder that only its owner may enter, see chmod(2). */
export const PRIVATE_FOLDER = 0o700;

/**
 * Makes a folder and the missing folders above it; does nothing if the folder exists. Node's option `recursive` is not
 * used, because `mkdir` with this option never ends below /proc.
 */
export const makeFolders = async (path: string, mode: number): Promise<void> => {
  try {
    await makeFolder(path, mode);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolders(dirname(path), mode);
    await makeFolder(path, mode);
  }
};

const makeFolder = async (path: string, mode: number): Promise<void> => {
  try {
    await mkdir(path, mode);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error;
  }
};
