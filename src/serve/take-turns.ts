import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Maximum number of bytes of a connection that are parsed in one step. Node would parse all received bytes, up to 64
 * KiB, which can be thousands of requests.
 */
const SLICE_BYTES = 256;

/**
 * Maximum number of connections that continue with a waiting request in one turn of the event loop. Node accepts one
 * new connection a turn, so long turns would delay new clients.
 */
const ON_PER_TURN = 16;

/** Begins an answer when all earlier answers on the same connection are sent. */
type TakeTurn = (socket: Socket, response: ServerResponse, begin: () => void) => void;

type Line = {
  /** The answers of a connection that are not sent yet; the first answer is in progress. */
  readonly waiting: (() => void)[];
  /** Parses received bytes while no request waits. */
  readonly readOn: () => void;
};

/**
 * Makes a function that answers the requests of a connection one after another. Nothing is parsed while a request
 * waits, so a client that does not read answers has only one answer in memory.
 */
export const createTurns = (server: Server): TakeTurn => {
  const lines = new WeakMap<Socket, Line>();
  const inTurn = createRounds();
  server.on('connection', (socket: Socket) => {
    const line: Line = {
      waiting: [],
      readOn: () => {
        while (line.waiting.length === 0) {
          // Node's parser listens for 'data', so it parses the bytes that are read here. At the end of the stream,
          // `read` returns null and emits the end.
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
      // A client that waits for each answer before its next request is not queued.
      if (waiting.length === 1 && socket.readableLength === 0) goOn();
      else inTurn(goOn);
    });
    waiting.push(begin);
    if (waiting.length === 1) begin();
  };
};

/** Makes a function that queues work. Later turns of the event loop run at most `ON_PER_TURN` pieces each. */
const createRounds = () => {
  const queue: (() => void)[] = [];
  let isPlanned = false;
  const plan = (): void => {
    if (isPlanned || queue.length === 0) return;
    isPlanned = true;
    setImmediate(round);
  };
  const round = (): void => {
    isPlanned = false;
    for (const work of queue.splice(0, ON_PER_TURN)) work();
    plan();
  };
  return (work: () => void): void => {
    queue.push(work);
    plan();
  };
};
