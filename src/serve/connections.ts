import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Maximum number of connections: more than readers need at one moment, fewer than the files that a service may open.
 */
const MAX_CONNECTIONS = 800;

/**
 * Records that a connection has sent a request. The caller must call the returned function when the answer has ended.
 */
type NoteRequest = (socket: Socket) => () => void;

type Connections = {
  readonly noteRequest: NoteRequest;
  /**
   * Ends each connection when its client has an answer and has sent nothing since. A client that has not finished its
   * first request gets an answer before that.
   */
  readonly endAnswered: () => void;
};

type Place = {
  /**
   * The moment at which the connection began to wait for its client, as a count of events; BUSY while the client waits
   * for an answer.
   */
  waitsSince: number;
  /** Number of bytes that the client had sent at its last answer; undefined before the first answer. */
  answeredBytes?: number;
};

const BUSY = Number.POSITIVE_INFINITY;

/**
 * Limits the number of connections. A new connection above the limit ends the connection that has waited longest for
 * its client, before a request or after an answer. So nobody can block other clients by holding connections.
 */
export const limitConnections = (server: Server, max = MAX_CONNECTIONS): Connections => {
  const places = new Map<Socket, Place>();
  let turn = 0;
  let isEnding = false;
  server.on('connection', (socket: Socket) => {
    if (places.size >= max) {
      const longest = longestWaiting(places);
      longest?.destroy();
      // The 'close' event of a connection may come after the next connection.
      if (longest !== undefined) places.delete(longest);
    }
    turn += 1;
    places.set(socket, { waitsSince: turn });
    socket.once('close', () => places.delete(socket));
  });
  const noteRequest: NoteRequest = (socket) => {
    const place = places.get(socket);
    if (place !== undefined) place.waitsSince = BUSY;
    return () => {
      turn += 1;
      if (place !== undefined) {
        place.waitsSince = turn;
        place.answeredBytes = socket.bytesRead;
      }
      if (isEnding) socket.destroy();
    };
  };
  const endAnswered = (): void => {
    isEnding = true;
    for (const [socket, { waitsSince, answeredBytes }] of places) {
      if (waitsSince !== BUSY && answeredBytes === socket.bytesRead) socket.destroy();
    }
  };
  return { noteRequest, endAnswered };
};

/** Returns the connection that has waited longest for its client; if all are busy, the oldest connection. */
const longestWaiting = (places: ReadonlyMap<Socket, Place>): Socket | undefined => {
  let [longest] = places.keys();
  let since = BUSY;
  for (const [socket, { waitsSince }] of places) {
    if (waitsSince >= since) continue;
    longest = socket;
    since = waitsSince;
  }
  return longest;
};
