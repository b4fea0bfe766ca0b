import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** More than any number of readers needs at one moment, fewer than the files a service may open. */
const MAX_CONNECTIONS = 800;

/**
 * Makes room for a newcomer, when all places are taken, by ending the connection that has been waiting longest:
 * one that has sent no request, or had its answer. So nobody can shut others out by holding connections.
 */
export const limitConnections = (server: Server, max = MAX_CONNECTIONS): void => {
  const open = new Set<Socket>();
  const waiting = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    if (open.size >= max) {
      const [longest = oldest(open)] = waiting;
      longest?.destroy();
    }
    open.add(socket);
    waiting.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      waiting.delete(socket);
    });
  });
  server.on('request', ({ socket }: { socket: Socket }, response: ServerResponse) => {
    waiting.delete(socket);
    response.once('close', () => {
      if (open.has(socket)) waiting.add(socket);
    });
  });
};

const oldest = (sockets: ReadonlySet<Socket>): Socket | undefined => sockets.values().next().value;
