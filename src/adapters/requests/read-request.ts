import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { z } from 'zod';
import { PATIENCE_MS, type RequestFile, requestFile, VERSION } from './request-file.ts';

/** The longest request: a thousand sources by name. */
const MOST_BYTES = 256 * 1024;

export type ReadRequest =
  | { readonly kind: 'read'; readonly file: RequestFile }
  /** The command that wrote it took it back. */
  | { readonly kind: 'gone' }
  /** So old that its command does not wait any more. */
  | { readonly kind: 'left-over' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads what a command asks for. Never waits for a pipe, and follows no link. Never rejects. */
export const readRequest = async (path: string, nowMs: number): Promise<ReadRequest> => {
  try {
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const found = await handle.stat();
      if (!found.isFile()) return { kind: 'unreadable', reason: 'it is no file' };
      if (nowMs - found.mtimeMs > PATIENCE_MS) return { kind: 'left-over' };
      if (found.size > MOST_BYTES)
        return { kind: 'unreadable', reason: `it is longer than ${MOST_BYTES} bytes` };
      return check(await handle.readFile('utf8'));
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'gone' };
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
};

const check = (text: string): ReadRequest => {
  const value: unknown = JSON.parse(text);
  const version = z.object({ version: z.number() }).safeParse(value);
  if (version.success && version.data.version !== VERSION) {
    const reason = `it has version ${version.data.version}, and this daemon reads version ${VERSION}; restart the daemon after an upgrade`;
    return { kind: 'unreadable', reason };
  }
  const parsed = requestFile.safeParse(value);
  return parsed.success
    ? { kind: 'read', file: parsed.data }
    : { kind: 'unreadable', reason: z.prettifyError(parsed.error).replaceAll(/\s+/g, ' ') };
};
