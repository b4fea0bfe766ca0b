import { createServer as createHttpServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Log, Site } from '../../pipeline/ports.ts';
import { answer, sendText } from './answer.ts';
import { limitConnections } from './connections.ts';
import { createLastModified } from './last-modified.ts';
import { createRepresentations } from './representation.ts';

/** A request's headers within this, whole within the next; the same patience with a reader of the answer. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;
const IDLE_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_MS = 20_000;
const CHECK_EVERY_MS = 2_000;
const SWEEP_EVERY_MS = 50;
const MAX_HEADER_BYTES = 16 * 1024;

export type ServerOptions = {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly site: Site;
  readonly log: Log;
};

export type RunningServer = {
  readonly port: number;
  /** Lets answers under way end for so long, then cuts them off. */
  readonly close: (graceMs: number) => Promise<void>;
};

/** Serves a site over HTTP/1.1. Rejects where the address cannot be listened at (`EADDRINUSE`, `EACCES`). */
export const createServer = async ({ host, port, site, log }: ServerOptions): Promise<RunningServer> => {
  const nowSeconds = (): number => Math.floor(Date.now() / 1000);
  const representations = createRepresentations(createLastModified(nowSeconds));
  const server = createHttpServer({
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: CHECK_EVERY_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
  });
  server.timeout = IDLE_TIMEOUT_MS;
  limitConnections(server);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuse(error, socket));
  server.on('request', (request, response) => {
    answer(request, response, site, representations).catch((error: unknown) => {
      log.error('serve.failed', { path: request.url, reason: String(error) });
      if (response.headersSent) response.destroy();
      else sendText(response, 500, 'Something went wrong here; the log says what.\n', []);
    });
  });
  await listen(server, host, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: (graceMs) => close(server, graceMs),
  };
};

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

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

/** A request that cannot be read is told so, where its sender still listens. */
const refuse = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = STATUS_OF_ERROR[error.code ?? ''] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
};

const STATUS_OF_ERROR: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};
