import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Bytes of a connection that are parsed at once: a usual request in two or three pieces, and of the shortest requests
 * ten. Node would parse all 64 KiB that it may have received, thousands of requests with their objects.
 */
const SLICE_BYTES = 256;

/**
 * Connections that go on to a further request in one turn of the event loop. Node accepts one new connection a turn:
 * a long turn for those who send without end would keep newcomers waiting.
 */
const ON_PER_TURN = 16;

/** Begins an answer when those before it on the same connection have gone out. */
type TakeTurn = (socket: Socket, response: ServerResponse, begin: () => void) => void;

type Line = {
  /** The answers of a connection that have not gone out; the first of them is under way. */
  readonly waiting: (() => void)[];
  /** Parses what was received, up to the next request. */
  readonly readOn: () => void;
};

/**
 * Answers the requests of a connection one after the other, and reads no further while one of them waits: a client that
 * sends requests and reads nothing holds one answer, and TCP makes it wait.
 */
export const createTurns = (server: Server): TakeTurn => {
  const lines = new WeakMap<Socket, Line>();
  const inTurn = createRounds();
  server.on('connection', (socket: Socket) => {
    const line: Line = {
      waiting: [],
      readOn: () => {
        while (line.waiting.length === 0) {
          // Node's parser listens for 'data', so that it parses what is read here. At the end of the stream, a read gives
          // null and lets it hear of the end.
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
      // A client that waits for its answer before it asks again needs no round.
      if (waiting.length === 1 && socket.readableLength === 0) goOn();
      else inTurn(goOn);
    });
    waiting.push(begin);
    if (waiting.length === 1) begin();
  };
};

/** Does what is queued a few at a time, a round in each turn of the event loop. */
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
