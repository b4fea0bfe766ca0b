import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorText } from '../../domain/error-text.ts';
import type { Log } from '../../domain/log.ts';
import { keepListening } from './keep-listening.ts';
import { type AnswerLine, type Emit, type HandedOutcome, writeLine } from './output.ts';
import { type CommandRequest, type Message, type ReadRequest, readRequest } from './read-request.ts';

const { createServer } = process.getBuiltinModule('node:http');

/** Time after which the connection of an incomplete request is closed, in milliseconds. */
const REQUEST_MS = 10_000;
const LOOK_FOR_SLOW_MS = 1_000;

/** Maximum number of connections, each of which takes a file descriptor. */
const MOST_CONNECTIONS = 128;

/** Maximum number of requests that wait, the one in progress included. A further command is refused in words. */
const MOST_WAITING = 64;

/** Maximum number of unread bytes of an answer in memory; above this limit, the command's work is stopped. */
const MOST_UNREAD_BYTES = 16 * 1024 * 1024;

/** Time after which a complete answer is discarded if the command does not read it, in milliseconds. */
const KEEP_ANSWER_MS = 60_000;

/** Maximum time that a stop waits for commands to read their answers, in milliseconds. */
const KEEP_AT_STOP_MS = 1_000;

const STOPS = 'The daemon is stopping. Finished work is kept; if work is left, run the command again.';
const NOT_BEGUN = 'The daemon is stopping and did not begin the work. Run the command again.';
const IS_FULL = `The daemon is busy with ${MOST_WAITING} earlier requests. Run the command again later.`;
const IS_BUSY = 'The daemon is busy with an earlier request; this command waits.';

/** Handles a request. `config` is the command's config folder; `signal` is aborted if command or daemon ends. */
export type RequestHandler = (
  request: CommandRequest,
  config: string,
  emit: Emit,
  signal: AbortSignal,
) => Promise<HandedOutcome>;

type ControlSetup = {
  /** The data folder. */
  readonly folder: string;
  readonly log: Log;
  readonly act: RequestHandler;
};

type Exchange = {
  readonly number: number;
  readonly say: (line: AnswerLine) => void;
  readonly cancel: AbortController;
  isBegun?: true;
};

/**
 * Handles the requests of commands at `control.sock` in the data folder, one after another; a `why` does not wait.
 * `stop` ends the work in progress, and resolves when all requests are answered.
 */
export const answerCommands = async ({
  folder,
  log,
  act,
}: ControlSetup): Promise<{ readonly stop: () => Promise<void> }> => {
  const exchanges = new Map<Exchange, Promise<void>>();
  const queue = createRequestQueue(log, act);
  let last = 0;

  const answer = async (read: ReadRequest, response: ServerResponse, exchange: Exchange): Promise<void> => {
    // The head of the answer is sent at once, so that the command notices that the daemon has its request.
    response.writeHead(200, { 'content-type': 'application/jsonl; charset=utf-8' }).flushHeaders();
    const outcome = await queue.handle(read, exchange);
    exchange.say({ kind: 'ended', outcome });
    exchanges.delete(exchange);
    response.setTimeout(KEEP_ANSWER_MS, () => response.destroy()).end();
    log.info('request.ended', { request: exchange.number, outcome });
  };

  const limits = { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS };
  const options = { ...limits, connectionsCheckingInterval: LOOK_FOR_SLOW_MS };
  const server = createServer(options, (request, response) => {
    last += 1;
    const exchange = beginExchange(last, response, log);
    readRequest(request).then(
      (read) => exchanges.set(exchange, answer(read, response, exchange)),
      // The connection broke before the end of its request, so the failure is ignored.
      () => {},
    );
  });
  server.maxConnections = MOST_CONNECTIONS;
  const stopListening = await keepListening(server, folder, log);
  return {
    stop: async () => {
      queue.stop();
      const hasListened = server.listening;
      const closed = new Promise((resolve) => server.once('close', resolve));
      // After this line a new command finds no daemon.
      await stopListening();
      for (const { say, cancel, isBegun } of exchanges.keys()) {
        if (isBegun) say({ kind: 'problem', text: STOPS });
        cancel.abort();
      }
      await Promise.all(exchanges.values());
      if (hasListened) await Promise.race([closed, sleep(KEEP_AT_STOP_MS, undefined, { ref: false })]);
      server.closeAllConnections();
    },
  };
};

const beginExchange = (number: number, response: ServerResponse, log: Log): Exchange => {
  const cancel = new AbortController();
  response.on('close', () => cancel.abort()).on('error', () => cancel.abort());
  const say = (line: AnswerLine): void => {
    if (response.destroyed) return;
    response.write(writeLine(line));
    if (response.writableLength <= MOST_UNREAD_BYTES) return;
    log.warn('request.unread', { request: number, bytes: response.writableLength });
    response.destroy();
  };
  return { number, say, cancel };
};

type RequestQueue = {
  /** Resolves to the outcome of the request. Never rejects. */
  readonly handle: (read: ReadRequest, exchange: Exchange) => Promise<HandedOutcome>;
  /** Begins no further request. */
  readonly stop: () => void;
};

const createRequestQueue = (log: Log, act: RequestHandler): RequestQueue => {
  let isStopping = false;
  let works: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const work = async ({ request, config }: Message, exchange: Exchange): Promise<HandedOutcome> => {
    const { number, say, cancel } = exchange;
    if (isStopping) say({ kind: 'problem', text: NOT_BEGUN });
    if (isStopping || cancel.signal.aborted) return 'failed';
    exchange.isBegun = true;
    log.info('request.started', { request: number, kind: request.kind });
    try {
      return await act(request, config, say, cancel.signal);
    } catch (error) {
      const reason = errorText(error);
      log.error('request.failed', { request: number, kind: request.kind, reason });
      say({ kind: 'problem', text: reason });
      return 'failed';
    }
  };

  return {
    handle: async (read, exchange) => {
      if (read.kind === 'unreadable') {
        log.warn('request.unreadable', { request: exchange.number, reason: read.reason });
        exchange.say({ kind: 'problem', text: `The daemon cannot read the request: ${read.reason}.` });
        return 'usage';
      }
      if (read.message.request.kind === 'why') return work(read.message, exchange);
      if (waiting >= MOST_WAITING) {
        exchange.say({ kind: 'problem', text: IS_FULL });
        return 'failed';
      }
      if (waiting > 0) exchange.say({ kind: 'problem', text: IS_BUSY });
      waiting += 1;
      const done = works
        .then(() => work(read.message, exchange))
        .finally(() => {
          waiting -= 1;
        });
      works = done;
      return done;
    },
    stop: () => {
      isStopping = true;
    },
  };
};
