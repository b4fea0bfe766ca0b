import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorText } from '../../domain/error-text.ts';
import type { Log } from '../../domain/log.ts';
import { type AnswerLine, writeLine } from './answer-line.ts';
import { keepListening } from './keep-listening.ts';
import { type Message, type ReadRequest, readRequest } from './read-request.ts';
import type { CommandRequest, HandedOutcome, Tell } from './request.ts';

/** A command sends its request at once; a connection without a whole request is ended after this time. */
const REQUEST_MS = 10_000;
const LOOK_FOR_SLOW_MS = 1_000;

/** More than people and timers start at one moment; each costs a file. */
const MOST_CONNECTIONS = 64;

/** What waits in memory for a command that does not read its answer; at the limit its work ends. */
const MOST_UNREAD_BYTES = 16 * 1024 * 1024;

/** An answer that has ended is kept for this time for a command that does not read, and at a stop for the shorter one. */
const KEEP_ANSWER_MS = 60_000;
const KEEP_AT_STOP_MS = 1_000;

const STOPS = 'The daemon is stopping; what was done until now is stored. Give the command again.';
const NOT_BEGUN = 'The daemon is stopping and did not begin this. Give the command again.';
const IS_BUSY = 'The daemon finishes another request first.';

export type CommandParts = {
  /** The data folder, whose lock this process holds. */
  readonly folder: string;
  readonly log: Log;
  /** Does the work; `config` is the folder that the command was given. Aborted when the command goes away. */
  readonly act: (
    request: CommandRequest,
    config: string,
    tell: Tell,
    signal: AbortSignal,
  ) => Promise<HandedOutcome>;
};

type Exchange = {
  readonly number: number;
  readonly say: (line: AnswerLine) => void;
  readonly cancel: AbortController;
  isBegun?: true;
};

/**
 * Does what commands ask for at `control.sock` in the data folder, one work after another; `why` only reads and waits
 * for nobody. What is wrong with a request is answered in words. `stop` ends the works under way, and resolves when all
 * are answered.
 */
export const answerCommands = async (
  parts: CommandParts,
): Promise<{ readonly stop: () => Promise<void> }> => {
  const { folder, log, act } = parts;
  const exchanges = new Map<Exchange, Promise<void>>();
  let isStopping = false;
  let last = 0;
  let works: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const begin = (response: ServerResponse): Exchange => {
    last += 1;
    const number = last;
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

  /** Never rejects. */
  const work = async ({ request, config }: Message, exchange: Exchange): Promise<HandedOutcome> => {
    const { number, say, cancel } = exchange;
    if (isStopping) say({ kind: 'problem', text: NOT_BEGUN });
    if (isStopping || cancel.signal.aborted) return 'failed';
    exchange.isBegun = true;
    log.info('request.taken', { request: number, kind: request.kind });
    try {
      return await act(request, config, say, cancel.signal);
    } catch (error) {
      const reason = errorText(error);
      log.error('request.failed', { request: number, kind: request.kind, reason });
      say({ kind: 'problem', text: reason });
      return 'failed';
    }
  };

  const outcomeOf = async (read: ReadRequest, exchange: Exchange): Promise<HandedOutcome> => {
    if (read.kind === 'unreadable') {
      log.warn('request.unreadable', { request: exchange.number, reason: read.reason });
      exchange.say({ kind: 'problem', text: `The daemon cannot read the request: ${read.reason}.` });
      return 'usage';
    }
    if (read.message.request.kind === 'why') return work(read.message, exchange);
    if (waiting > 0) exchange.say({ kind: 'problem', text: IS_BUSY });
    waiting += 1;
    const done = works
      .then(() => work(read.message, exchange))
      .finally(() => {
        waiting -= 1;
      });
    works = done;
    return done;
  };

  const answer = async (read: ReadRequest, response: ServerResponse, exchange: Exchange): Promise<void> => {
    // At once: the command knows that it is heard.
    response.writeHead(200, { 'content-type': 'application/jsonl; charset=utf-8' }).flushHeaders();
    const outcome = await outcomeOf(read, exchange);
    exchange.say({ kind: 'ended', outcome });
    exchanges.delete(exchange);
    response.setTimeout(KEEP_ANSWER_MS, () => response.destroy()).end();
    log.info('request.ended', { request: exchange.number, outcome });
  };

  const limits = { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS };
  const options = { ...limits, connectionsCheckingInterval: LOOK_FOR_SLOW_MS };
  const server = createServer(options, (request, response) => {
    const exchange = begin(response);
    readRequest(request).then(
      (read) => exchanges.set(exchange, answer(read, response, exchange)),
      // Nobody waits on a connection that broke before the end of its request.
      () => {},
    );
  });
  server.maxConnections = MOST_CONNECTIONS;
  const closed = new Promise((resolve) => server.once('close', resolve));
  const stopListening = await keepListening(server, folder, log);
  return {
    stop: async () => {
      isStopping = true;
      const hasListened = server.listening;
      // From now on a command finds nobody.
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
