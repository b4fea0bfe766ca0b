import { isAbsolute, join } from 'node:path';

/**
 * A text that names files of the config, by their names in its folder: whoever reads a page need not learn where that
 * lies on the server. A relative folder tells nothing, and is left.
 */
export const withoutFolder = (text: string, folder: string | undefined): string =>
  folder === undefined || !isAbsolute(folder) ? text : text.replaceAll(join(folder, '/'), '');
