import { open } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = 'control.sock';

/**
 * Maximum length of a path, in bytes. Linux allows 108 bytes for a socket's address and BSD 104, which include `.new`
 * and a final zero.
 */
const MAX_PATH_BYTES = 99;

export type ReachedSocket = {
  readonly address: string;
  /** Must be called when the socket is closed; the address is valid until then. */
  readonly close: () => Promise<void>;
};

/**
 * Resolves to an address for the socket in a data folder. A path that is too long is replaced by a path through the
 * opened folder (proc(5)).
 */
export const reachSocket = async (folder: string): Promise<ReachedSocket> => {
  const path = join(folder, NAME);
  if (Buffer.byteLength(path) <= MAX_PATH_BYTES) return { address: path, close: async () => {} };
  const opened = await open(folder);
  return { address: `/proc/self/fd/${opened.fd}/${NAME}`, close: () => opened.close() };
};
