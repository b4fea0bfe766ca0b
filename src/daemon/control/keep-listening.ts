import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { errorText } from '../../domain/error-text.ts';
import type { Log } from '../../domain/log.ts';
import { type ReachedSocket, reachSocket } from './reach-socket.ts';

/** Milliseconds between attempts: a disk that is full or read-only at the start may be writable later. */
const LISTEN_AGAIN_MS = 10_000;

/** No other user may use the socket between its creation and the change of its mode. */
const PRIVATE_UMASK = 0o077;
const PRIVATE_SOCKET = 0o600;

/**
 * Lets a server listen at the socket in a data folder, for this user alone. A failure is logged and tried again. The
 * returned function removes the socket and lets connections end.
 */
export const keepListening = async (
  server: Server,
  folder: string,
  log: Log,
): Promise<() => Promise<void>> => {
  let socket: ReachedSocket | undefined;
  let trouble: string | undefined;
  const attempt = async (): Promise<void> => {
    try {
      socket = await listen(server, folder);
      if (trouble !== undefined) log.info('control.recovered');
    } catch (error) {
      const reason = errorText(error);
      if (trouble !== reason) log.error('control.failed', { folder, reason });
      trouble = reason;
    }
  };
  let attempts = attempt();
  await attempts;
  const timer = setInterval(() => {
    if (socket === undefined) attempts = attempts.then(attempt);
  }, LISTEN_AGAIN_MS);
  return async () => {
    clearInterval(timer);
    await attempts;
    if (server.listening) server.close();
    await socket?.close();
  };
};

const listen = async (server: Server, folder: string): Promise<ReachedSocket> => {
  const socket = await reachSocket(folder);
  const umask = process.umask();
  try {
    // Only one process holds the folder's lock: a socket that exists was left by one that was killed.
    await rm(socket.address, { force: true });
    process.umask(PRIVATE_UMASK);
    // The socket is made before this returns.
    server.listen(socket.address);
    process.umask(umask);
    await once(server, 'listening');
    await chmod(socket.address, PRIVATE_SOCKET);
    return socket;
  } catch (error) {
    process.umask(umask);
    await socket.close();
    throw error;
  }
};
