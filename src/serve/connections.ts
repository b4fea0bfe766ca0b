import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Maximum number of connections; each uses a file descriptor, and a process has a limited number of them. */
const MAX_CONNECTIONS = 800;

/** Records a request of a connection. The caller must call the returned function when the answer has ended. */
type NoteRequest = (socket: Socket) => () => void;

type Connections = {
  readonly noteRequest: NoteRequest;
  /**
   * Closes each connection whose client has an answer and has sent nothing since; closes any other connection after its
   * next answer.
   */
  readonly endAnswered: () => void;
};

/**
 * Limits the number of connections. A new connection above the limit closes the connection that has waited longest for
 * its client; if no connection waits, the connection whose request is oldest.
 */
export const limitConnections = (server: Server, max = MAX_CONNECTIONS): Connections => {
  /**
   * The connections that wait for their clients, longest first, with the number of bytes received up to the last
   * answer; undefined before the first answer.
   */
  const waiting = new Map<Socket, number | undefined>();
  /** The connections whose clients wait for an answer, longest first. */
  const busy = new Set<Socket>();
  let isEnding = false;
  const forget = (socket: Socket): void => {
    waiting.delete(socket);
    busy.delete(socket);
  };
  server.on('connection', (socket: Socket) => {
    const [longest] = waiting.size > 0 ? waiting.keys() : busy;
    if (longest !== undefined && waiting.size + busy.size >= max) {
      longest.destroy();
      // The 'close' event of a connection may come after the next connection.
      forget(longest);
    }
    waiting.set(socket, undefined);
    socket.once('close', () => forget(socket));
  });
  const noteRequest: NoteRequest = (socket) => {
    if (waiting.delete(socket)) busy.add(socket);
    return () => {
      if (busy.delete(socket)) waiting.set(socket, socket.bytesRead);
      if (isEnding) socket.destroy();
    };
  };
  const endAnswered = (): void => {
    isEnding = true;
    for (const [socket, answeredBytes] of waiting) if (answeredBytes === socket.bytesRead) socket.destroy();
  };
  return { noteRequest, endAnswered };
};
