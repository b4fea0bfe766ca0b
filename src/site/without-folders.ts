import { isAbsolute, join } from 'node:path';

/**
 * A text with the paths of files made relative to the folders that hold them: readers of a page should not learn where
 * these lie on the server. Relative folders reveal nothing and stay.
 */
export const withoutFolders = (text: string, folders: readonly string[] = []): string =>
  folders.filter(isAbsolute).reduce((left, folder) => left.replaceAll(join(folder, '/'), ''), text);
