import { createServer as createHttpServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Log } from '../domain/log.ts';
import { answer, sendText } from './answer.ts';
import { askOwnServer } from './ask-own-server.ts';
import { limitConnections } from './connections.ts';
import { createLastModified } from './last-modified.ts';
import { limitUnread } from './limit-unread.ts';
import { type ListenAt, listen, shownAddress } from './listen.ts';
import type { Site } from './ports.ts';
import { refuse } from './refuse.ts';
import { createRepresentations } from './representation.ts';
import { createTurns } from './take-turns.ts';

/** A request's headers within this, whole within the next. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;
/** A reader of an answer may stand still for so long, and one that had it may ask again. */
const IDLE_TIMEOUT_MS = 30_000;
const CHECK_EVERY_MS = 2_000;
const SWEEP_EVERY_MS = 50;
/** Received bytes of a connection beyond which no more are taken from the system until these are parsed. */
const READ_AHEAD_BYTES = 4 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;

/** Port 0: any that is free. */
export type ServerOptions = ListenAt & {
  readonly site: Site;
  readonly log: Log;
  /** Told of each request when the last byte of its answer is gone, or its connection. */
  readonly onAnswered?: (answered: Answered) => void;
};

type Answered = { readonly path: string; readonly status: number; readonly ms: number };

export type RunningServer = {
  readonly port: number;
  /** Where it is, for a person. */
  readonly url: string;
  /** Asks itself, as a reader would: undefined where it answers within the time, else what is wrong, in words. */
  readonly askItself: (withinMs: number) => Promise<string | undefined>;
  /** Lets answers under way end for so long, then cuts them off. */
  readonly close: (graceMs: number) => Promise<void>;
};

/** Serves a site over HTTP/1.1. Rejects where the address cannot be listened at (`EADDRINUSE`, `EACCES`). */
export const createServer = async (options: ServerOptions): Promise<RunningServer> => {
  const { site, log, onAnswered } = options;
  const nowSeconds = (): number => Math.floor(Date.now() / 1000);
  const representations = createRepresentations(createLastModified(nowSeconds));
  const server = createHttpServer({
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // The idle time is patience enough: one of its own between answers is set and taken back with each of them.
    keepAliveTimeout: 0,
    connectionsCheckingInterval: CHECK_EVERY_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    // No GET has a body that anybody would read.
    optimizeEmptyRequests: true,
    highWaterMark: READ_AHEAD_BYTES,
  });
  server.timeout = IDLE_TIMEOUT_MS;
  const takeTurn = createTurns(server);
  const noteRequest = limitConnections(server);
  server.on('clientError', (error, socket: Socket) => refuse(error, socket));
  const noteAnswer = limitUnread();
  const onFailure = (path: string, error: unknown): void =>
    log.error('serve.failed', { path, reason: String(error) });
  const parts = { site, representations, noteAnswer, onFailure };
  server.on('request', (request, response) => {
    const { url = '/', socket } = request;
    takeTurn(socket, response, () => {
      const noteEnd = noteRequest(socket);
      const began = performance.now();
      response.on('close', () => {
        noteEnd();
        onAnswered?.({ path: url, status: response.statusCode, ms: performance.now() - began });
      });
      const fail = (error: unknown): void => {
        onFailure(url, error);
        if (response.headersSent) response.destroy();
        else sendText(response, 500, 'Something went wrong here; the log says what.\n', []);
      };
      try {
        answer(request, response, parts)?.catch(fail);
      } catch (error) {
        fail(error);
      }
    });
  });
  const address = await listen(server, options);
  return {
    port: typeof address === 'object' ? address.port : 0,
    url: shownAddress(address),
    askItself: (withinMs) => askOwnServer(address, withinMs),
    close: (graceMs) => close(server, graceMs),
  };
};

const close = (server: Server, graceMs: number): Promise<void> =>
  new Promise((resolve) => {
    // A connection whose answer ended now would else be kept alive for the client's next request.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_EVERY_MS);
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cutOff);
      resolve();
    });
  });
