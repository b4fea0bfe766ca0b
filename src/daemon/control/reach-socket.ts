import { open } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = 'control.sock';

/** Maximum length of a path, in bytes: the 104 bytes that BSD allows, without `.new` and a final zero. */
const MAX_PATH_BYTES = 99;

export type ReachedSocket = {
  readonly address: string;
  /** Releases the address. Must be called after the last use of the address. */
  readonly close: () => Promise<void>;
};

/** Resolves to an address for the socket in a data folder: its path or, if that is too long, a path in `/proc`. */
export const reachSocket = async (folder: string): Promise<ReachedSocket> => {
  const path = join(folder, NAME);
  if (Buffer.byteLength(path) <= MAX_PATH_BYTES) return { address: path, close: async () => {} };
  const opened = await open(folder);
  return { address: `/proc/self/fd/${opened.fd}/${NAME}`, close: () => opened.close() };
};
