import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Maximum number of bytes of a connection that are parsed at once: a third of a usual request, or ten of the shortest
 * ones. Node would parse everything that it received, up to 64 KiB: thousands of requests with their objects.
 */
const SLICE_BYTES = 256;

/**
 * Maximum number of connections that continue with their next request in one turn of the event loop. Node accepts one new
 * connection per turn, so a long turn for clients that never stop sending would keep new clients waiting.
 */
const ON_PER_TURN = 16;

/** Begins an answer when the earlier answers on the same connection are sent. */
type TakeTurn = (socket: Socket, response: ServerResponse, begin: () => void) => void;

type Line = {
  /** Returns the answers of a connection that are not sent yet; the first one is in progress. */
  readonly waiting: (() => void)[];
  /** Parses received bytes, up to the next request. */
  readonly readOn: () => void;
};

/**
 * Answers the requests of a connection one after the other, and reads no further while one waits. A client that sends
 * requests without reading answers holds one answer, and TCP makes it wait.
 */
export const createTurns = (server: Server): TakeTurn => {
  const lines = new WeakMap<Socket, Line>();
  const inTurn = createRounds();
  server.on('connection', (socket: Socket) => {
    const line: Line = {
      waiting: [],
      readOn: () => {
        while (line.waiting.length === 0) {
          // Node's parser listens for 'data', so it parses what is read here. At the end of the stream, a read returns
          // null and emits the end.
          const size = Math.min(SLICE_BYTES, socket.readableLength);
          if (socket.read(size === 0 ? undefined : size) === null) return;
        }
      },
    };
    lines.set(socket, line);
    socket.on('readable', line.readOn);
  });

  return (socket, response, begin) => {
    const line = lines.get(socket);
    if (line === undefined) return begin();
    const { waiting, readOn } = line;
    const goOn = (): void => {
      waiting.shift();
      const [next] = waiting;
      if (next === undefined) readOn();
      else next();
    };
    response.once('close', () => {
      if (socket.destroyed) return;
      // A client that waits for each answer before its next request needs no round.
      if (waiting.length === 1 && socket.readableLength === 0) goOn();
      else inTurn(goOn);
    });
    waiting.push(begin);
    if (waiting.length === 1) begin();
  };
};

/** Runs queued work in rounds of a few, one round in each turn of the event loop. */
const createRounds = () => {
  let queue: (() => void)[] = [];
  let isPlanned = false;
  const plan = (): void => {
    if (isPlanned || queue.length === 0) return;
    isPlanned = true;
    setImmediate(round);
  };
  const round = (): void => {
    isPlanned = false;
    const now = queue.slice(0, ON_PER_TURN);
    queue = queue.slice(ON_PER_TURN);
    for (const work of now) work();
    plan();
  };
  return (work: () => void): void => {
    queue.push(work);
    plan();
  };
};
