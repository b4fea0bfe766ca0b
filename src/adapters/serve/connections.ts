import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** More than any number of readers needs at one moment, fewer than the files a service may open. */
const MAX_CONNECTIONS = 800;

/**
 * Makes room for a newcomer when all places are taken: the connection that has stood longest without asking for
 * anything is ended; where there is none, all that had their answer and are only kept open; else the oldest. So
 * nobody can shut others out by holding connections. Wants to be told of who has asked.
 */
export const limitConnections = (server: Server, max = MAX_CONNECTIONS): ((socket: Socket) => void) => {
  const open = new Set<Socket>();
  const silent = new Set<Socket>();
  const forget = (socket: Socket): void => {
    open.delete(socket);
    silent.delete(socket);
  };
  const end = (socket: Socket | undefined): void => {
    if (socket === undefined) return;
    socket.destroy();
    forget(socket);
  };
  const makeRoom = (): void => {
    if (silent.size > 0) {
      end(first(silent));
      return;
    }
    server.closeIdleConnections();
    for (const socket of open) if (socket.destroyed) forget(socket);
    if (open.size >= max) end(first(open));
  };
  // Before Node counts the newcomer among those that are idle.
  server.prependListener('connection', (socket: Socket) => {
    if (open.size >= max) makeRoom();
    open.add(socket);
    silent.add(socket);
    socket.once('close', () => forget(socket));
  });
  // Nothing more is noted of a request, so that the limit costs those who ask as good as nothing.
  return (socket) => silent.delete(socket);
};

const first = (sockets: ReadonlySet<Socket>): Socket | undefined => sockets.values().next().value;
