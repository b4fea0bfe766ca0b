import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** More than any number of readers needs at one moment, fewer than the files a service may open. */
const MAX_CONNECTIONS = 800;

/** Notes that a connection has sent a request; what it gives is to be called when the answer has ended. */
export type NoteRequest = (socket: Socket) => () => void;

/** The turn since which a connection has been waiting for its client; BUSY while the client waits for an answer. */
type Place = { waitsSince: number };

const BUSY = Number.POSITIVE_INFINITY;

/**
 * Makes room for a newcomer, when all places are taken, by ending the connection that has been waiting longest:
 * one that has sent no request, or had its answer. So nobody can shut others out by holding connections.
 */
export const limitConnections = (server: Server, max = MAX_CONNECTIONS): NoteRequest => {
  const places = new Map<Socket, Place>();
  let turn = 0;
  server.on('connection', (socket: Socket) => {
    if (places.size >= max) {
      const longest = longestWaiting(places);
      longest?.destroy();
      // Its end comes later than the next newcomer may.
      if (longest !== undefined) places.delete(longest);
    }
    turn += 1;
    places.set(socket, { waitsSince: turn });
    socket.once('close', () => places.delete(socket));
  });
  return (socket) => {
    const place = places.get(socket);
    if (place !== undefined) place.waitsSince = BUSY;
    return () => {
      turn += 1;
      if (place !== undefined) place.waitsSince = turn;
    };
  };
};

/** Where all are busy, the one that has been open longest. */
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
