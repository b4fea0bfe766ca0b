import { createServer, type Server, type Socket } from 'node:net';

/** A request as it stood on the wire. */
export type WireRequest = {
  readonly method: string;
  readonly path: string;
  /** Names in lower case; values byte for byte, as Latin-1. */
  readonly headers: ReadonlyMap<string, string>;
};

export type RawServer = {
  /** `http://127.0.0.1:PORT`, or another loopback address. */
  readonly origin: string;
  readonly port: number;
  /** All requests so far, oldest first. */
  readonly requests: readonly WireRequest[];
  readonly connections: () => number;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Answers with whatever bytes a test needs, well-formed or not. */
export type Script = (request: WireRequest, socket: Socket, nth: number) => void;

/** A server on a real socket of the loopback net that follows a script, one request a connection. */
export const serveRaw = async (script: Script, host = '127.0.0.1'): Promise<RawServer> => {
  const requests: WireRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let text = '';
    socket.on('data', (chunk) => {
      const wasComplete = text.includes('\r\n\r\n');
      text += chunk.toString('latin1');
      if (wasComplete || !text.includes('\r\n\r\n')) return;
      const request = readRequest(text);
      requests.push(request);
      script(request, socket, requests.length);
    });
  });
  const port = await listen(server, host);
  return {
    origin: `http://${host}:${port}`,
    port,
    requests,
    connections: () => connections,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};

const listen = (server: Server, host: string): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, host, () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });

const readRequest = (text: string): WireRequest => {
  const [line = '', ...fields] = (text.split('\r\n\r\n')[0] ?? '').split('\r\n');
  const [method = '', path = ''] = line.split(' ');
  const headers = new Map(
    fields.map((field) => {
      const colon = field.indexOf(':');
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()] as const;
    }),
  );
  return { method, path, headers };
};

export const FEED =
  '<?xml version="1.0"?><rss version="2.0"><channel><title>架空通信</title></channel></rss>';

type Headers = Readonly<Record<string, string | number>>;

/** The bytes of a whole, well-formed answer. */
export const answer = (status: number, headers: Headers = {}, body: string | Uint8Array = ''): Buffer => {
  const bytes = Buffer.from(body);
  const length = status === 304 || status === 204 ? {} : { 'Content-Length': bytes.length };
  return Buffer.concat([head(status, { ...length, ...headers }), bytes]);
};

/** The bytes of a status line and headers. */
export const head = (status: number, headers: Headers = {}): Buffer =>
  Buffer.from(
    `HTTP/1.1 ${status} Text\r\n${Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`,
    'latin1',
  );

/** A script that gives everyone the same answer and closes. */
export const always =
  (bytes: Uint8Array): Script =>
  (_request, socket) => {
    socket.end(bytes);
  };

/** A script that gives the first asker the first answer, and so on; the last one to all that follow. */
export const inTurn =
  (...answers: readonly Uint8Array[]): Script =>
  (_request, socket, nth) => {
    socket.end(answers[Math.min(nth, answers.length) - 1] ?? '');
  };
