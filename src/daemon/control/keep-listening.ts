import { once } from 'node:events';
import { chmod, rename, rm, stat } from 'node:fs/promises';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { errorText } from '../../domain/error-text.ts';
import type { Log } from '../../domain/log.ts';
import { type ReachedSocket, reachSocket } from './reach-socket.ts';

/** Interval between two checks of the socket, in milliseconds. */
const LISTEN_AGAIN_MS = 10_000;

/** Umask during the creation of the socket, so that no other user can use the socket before its mode is set. */
const PRIVATE_UMASK = 0o077;
const PRIVATE_SOCKET = 0o600;

/**
 * Listens at the socket in a data folder, for this user alone. Logs a failure and tries again; makes the socket again
 * if it is lost. The returned function removes the socket; open connections continue.
 */
export const keepListening = async (
  server: Server,
  folder: string,
  log: Log,
): Promise<() => Promise<void>> => {
  let socket: OpenSocket | undefined;
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
  const look = async (): Promise<void> => {
    if (socket !== undefined) {
      if (await socket.isThere()) return;
      server.close();
      await socket.close();
      socket = undefined;
    }
    await attempt();
  };
  const timer = setInterval(() => {
    attempts = attempts.then(look);
  }, LISTEN_AGAIN_MS);
  return async () => {
    clearInterval(timer);
    await attempts;
    if (server.listening) server.close();
    await socket?.close();
  };
};

/** Suffix of a socket's name until the socket is ready. */
const UNREADY = '.new';

type OpenSocket = Pick<ReachedSocket, 'close'> & {
  /** Resolves to whether a process listens at the path, even another process. */
  readonly isThere: () => Promise<boolean>;
};

const listen = async (server: Server, folder: string): Promise<OpenSocket> => {
  // If the folder is missing, `stat` names this reason; `listen` would name a lack of permission.
  await stat(folder);
  const { address, close } = await reachSocket(folder);
  const umask = process.umask();
  try {
    await rm(address + UNREADY, { force: true });
    process.umask(PRIVATE_UMASK);
    // `listen` makes the socket before it returns.
    server.listen(address + UNREADY);
    process.umask(umask);
    await once(server, 'listening');
    await chmod(address + UNREADY, PRIVATE_SOCKET);
    const { ino } = await stat(address + UNREADY);
    // The new socket replaces the socket of a killed process, or of a previous leader that shares the folder.
    await rename(address + UNREADY, address);
    const found = () => stat(address).catch(() => undefined);
    return {
      isThere: async () => (await found())?.ino === ino || (await hasListener(address)),
      close: async () => {
        if ((await found())?.ino === ino) await rm(address, { force: true });
        await close();
      },
    };
  } catch (error) {
    process.umask(umask);
    if (server.listening) server.close();
    await close();
    throw error;
  }
};

/** Resolves to whether a process listens at a path; in a data folder that comes back, an old socket may be there. */
const hasListener = async (address: string): Promise<boolean> => {
  const connection = connect(address);
  try {
    await once(connection, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    connection.destroy();
  }
};
