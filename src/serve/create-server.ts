import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Log } from '../domain/log.ts';
import { answer, FAILED, sendText } from './answer.ts';
import { limitConnections } from './connections.ts';
import { limitUnread } from './limit-unread.ts';
import { askOwnServer, type ListenAt, listen, shownAddress } from './listen.ts';
import type { Site } from './ports.ts';
import { refuse } from './refuse.ts';
import { createLastModified, createRepresentations } from './representation.ts';
import { createTurns } from './take-turns.ts';

const { createServer: createHttpServer } = process.getBuiltinModule('node:http');

/** Time for the headers of a request, and for the whole request, in ms. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;
/** Time that a connection may stay idle, during an answer or after it, in ms. */
const IDLE_TIMEOUT_MS = 30_000;
const CHECK_EVERY_MS = 2_000;
const SWEEP_EVERY_MS = 50;
/** Maximum number of received bytes of a connection that are not parsed yet; the rest stays in the system. */
const READ_AHEAD_BYTES = 4 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;

/** Where to listen (port 0: any free port), and what to serve. */
export type ServerOptions = ListenAt & {
  readonly site: Site;
  readonly log: Log;
  /** Called for each request when the last byte of its answer is sent, or when its connection breaks. */
  readonly onAnswered?: (answered: Answered) => void;
};

type Answered = { readonly path: string; readonly status: number; readonly ms: number };

export type RunningServer = {
  readonly port: number;
  /** The address, for a person. */
  readonly url: string;
  /** Sends itself a request: undefined where it answers within the time, else what is wrong, in words. */
  readonly askItself: (withinMs: number) => Promise<string | undefined>;
  /** Waits for answers in progress, then breaks the connections that are left. */
  readonly close: (graceMs: number) => Promise<void>;
};

/** Serves a site over HTTP/1.1. Rejects where it cannot listen at the address (`EADDRINUSE`, `EACCES`). */
export const createServer = async (options: ServerOptions): Promise<RunningServer> => {
  const { site, log, onAnswered } = options;
  const nowSeconds = (): number => Math.floor(Date.now() / 1000);
  const representations = createRepresentations(createLastModified(nowSeconds));
  const server = createHttpServer({
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // The idle timeout suffices: a keep-alive timeout would be set and cleared for each answer.
    keepAliveTimeout: 0,
    connectionsCheckingInterval: CHECK_EVERY_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    // Nobody reads the body of a GET.
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
        else sendText(response, FAILED.status, FAILED.body, []);
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
    // Otherwise a connection whose answer just ended would stay open for the client's next request.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_EVERY_MS);
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cutOff);
      resolve();
    });
  });
