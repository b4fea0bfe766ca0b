import type { Server } from 'node:http';
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net';
import type { Log } from '../domain/log.ts';
import { answer, FAILED, sendText, targetOf } from './answer.ts';
import { limitConnections } from './connections.ts';
import { limitUnread } from './limit-unread.ts';
import type { Site } from './ports.ts';
import { createLastModified, createRepresentations } from './representation.ts';
import { createTurns } from './take-turns.ts';

const { createServer: createHttpServer, get } = process.getBuiltinModule('node:http');

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;
/** Maximum time without data on a connection. */
const IDLE_TIMEOUT_MS = 30_000;
const CHECK_EVERY_MS = 2_000;
/** Number of unparsed bytes of a connection at which reading stops. */
const READ_AHEAD_BYTES = 4 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;

type ServerOptions = ListenAt & {
  readonly site: Site;
  readonly log: Log;
  /** Called for each request whose answer was begun, when the last byte is sent or the connection breaks. */
  readonly onAnswered?: (answered: Answered) => void;
};

type Answered = { readonly path: string; readonly status: number; readonly ms: number };

export type RunningServer = {
  readonly port: number;
  /** The address of the server, in a form for people. */
  readonly url: string;
  /**
   * Asks this server for `/healthz`, as a client would. Resolves to undefined after status 200, else to a text about
   * the failure. Gives up after `withinMs` milliseconds without data.
   */
  readonly askItself: (withinMs: number) => Promise<string | undefined>;
  /**
   * Stops listening, and closes each connection after the answer to its request. After `graceMs` milliseconds, closes
   * all connections that are still open. Resolves when none is open.
   */
  readonly close: (graceMs: number) => Promise<void>;
};

/** Serves a site over HTTP/1.1. Rejects if the server cannot listen at the address, for example with `EADDRINUSE`. */
export const createServer = async (options: ServerOptions): Promise<RunningServer> => {
  const { site, log, onAnswered } = options;
  const nowSeconds = (): number => Math.floor(Date.now() / 1000);
  const representations = createRepresentations(createLastModified(nowSeconds));
  const server = createHttpServer({
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // The idle timeout is enough; Node would set and clear a keep-alive timeout for each answer.
    keepAliveTimeout: 0,
    connectionsCheckingInterval: CHECK_EVERY_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    // Node then emits no stream events for a request without a body.
    optimizeEmptyRequests: true,
    highWaterMark: READ_AHEAD_BYTES,
  });
  server.timeout = IDLE_TIMEOUT_MS;
  const takeTurn = createTurns(server);
  const { noteRequest, endAnswered } = limitConnections(server);
  server.on('clientError', (error, socket: Socket) => refuse(error, socket));
  const noteAnswer = limitUnread();
  const onFailure = (path: string, error: unknown): void =>
    log.error('serve.failed', { path, reason: String(error) });
  const parts = { site, representations, noteAnswer, onFailure };
  server.on('request', (request, response) => {
    const { socket } = request;
    const url = targetOf(request);
    takeTurn(socket, response, () => {
      const noteEnd = noteRequest(socket);
      if (!server.listening) response.setHeader('Connection', 'close');
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
    close: (graceMs) => close(server, endAnswered, graceMs),
  };
};

const close = (server: Server, endAnswered: () => void, graceMs: number): Promise<void> =>
  new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
    // `close` of an HTTP server destroys idle connections, even if their first request has arrived but is not read.
    NetServer.prototype.close.call(server, () => {
      clearTimeout(cutOff);
      // Ends Node's check of timeouts.
      server.close();
      resolve();
    });
    // After a whole turn of the event loop, all requests that have arrived are read.
    setImmediate(() => setImmediate(endAnswered));
  });

/** The place to listen: an address, or an open socket that was handed over as a file descriptor. */
type ListenAt = { readonly host: string; readonly port: number; readonly file?: number };

const listen = (server: Server, { host, port, file }: ListenAt): Promise<AddressInfo | string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(file === undefined ? { port, host } : { fd: file }, () => {
      server.off('error', reject);
      resolve(server.address() ?? '');
    });
  });

const shownAddress = (address: AddressInfo | string): string => {
  if (typeof address === 'string') return `unix:${address}`;
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}/`;
};

/** The address at which this machine reaches a server that listens on all addresses. */
const LOOPBACK: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

const askOwnServer = (address: AddressInfo | string, withinMs: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const to =
      typeof address === 'string'
        ? { socketPath: address }
        : { host: LOOPBACK[address.address] ?? address.address, port: address.port };
    const asked = get({ ...to, path: '/healthz', agent: false, timeout: withinMs }, (answer) => {
      answer.resume();
      resolve(
        answer.statusCode === 200 ? undefined : `our own server answers ${answer.statusCode} at /healthz`,
      );
    });
    asked.on('timeout', () => asked.destroy(new Error(`waited ${Math.round(withinMs)} ms`)));
    asked.on('error', (error) => resolve(`our own server does not answer: ${error.message}`));
  });

type ReadError = NodeJS.ErrnoException & { readonly rawPacket?: Buffer };

/**
 * Answers a request that cannot be parsed or did not arrive in time, if its socket is still open, and closes the
 * socket.
 */
export const refuse = (error: ReadError, socket: Socket): void => {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const location = error.code === 'HPE_INVALID_URL' ? asciiAddress(error.rawPacket) : undefined;
  const status =
    location === undefined
      ? (STATUS_OF_ERROR[error.code ?? ''] ?? '400 Bad Request')
      : `301 Moved Permanently\r\nLocation: ${location}`;
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
};

const STATUS_OF_ERROR: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/**
 * Returns the address of a GET or HEAD request with the percent-encoding that its last segment or query lacks (RFC 3986
 * §2). Undefined for any other request, such as one that lacks encoding in an earlier segment, or that ends within its
 * first line. The address is relative, so that it is correct behind a proxy, too.
 */
const asciiAddress = (request: Buffer | undefined): string | undefined => {
  const [, target] =
    /^(?:GET|HEAD) (\/[!-~\x80-\xff]*) HTTP\/1\.[01]\r\n/.exec(request?.toString('latin1') ?? '') ?? [];
  const [, folder, last] = /^([^?]*\/)([^/?]*(?:\?.*)?)$/.exec(target ?? '') ?? [];
  if (folder === undefined || last === undefined || /[\x80-\xff]/.test(folder)) return undefined;
  const spelt = last.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  return spelt === last ? undefined : `./${spelt}`;
};
