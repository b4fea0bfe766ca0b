import { isAbsolute, join } from 'node:path';

/**
 * A text that names files in some of the folders, by their names there: whoever reads a page need not learn where they
 * lie on the server. A relative folder tells nothing, and is left.
 */
export const withoutFolders = (text: string, folders: readonly string[] = []): string =>
  folders.filter(isAbsolute).reduce((left, folder) => left.replaceAll(join(folder, '/'), ''), text);
