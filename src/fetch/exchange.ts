import type { Agent, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { decodedPart } from '../domain/web-address.ts';
import { type Failed, failed, nameFailure } from './name-failure.ts';
import { startTimeLimit } from './time-limits.ts';

const { request: httpRequest } = process.getBuiltinModule('node:http');

export type Exchange =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      /** The body, still compressed; empty for a status of 3xx, perhaps incomplete for an error page. */
      readonly body: Uint8Array;
    }
  | Failed;

type ExchangeOptions = {
  readonly agents: { readonly http: Agent; readonly https: Agent };
  readonly lookup: LookupFunction;
  readonly headers: Readonly<Record<string, string>>;
  /** The body of a POST; its type and length are in `headers`. If absent, the request is a GET. */
  readonly body?: string;
  /** Maximum time of a fetch with all its redirects, in milliseconds. */
  readonly timeoutMs: number;
  /** The part of `timeoutMs` that is left for this exchange, in milliseconds. */
  readonly leftMs: number;
  /** Maximum wait for the headers of the answer, and then for each part of its body, in milliseconds. */
  readonly idleMs: number;
  readonly maxBytes: number;
};

/** Maximum size of status line and headers, in bytes. */
const MAX_HEADER_BYTES = 32 * 1024;

/** Number of bytes after which an error page is read no further: enough to recognise a bot protection. */
const MAX_ERROR_PAGE_BYTES = 16 * 1024;

/** Sends one request and reads the answer. Never rejects, and leaves no socket open. */
export const exchange = (url: URL, options: ExchangeOptions, signal: AbortSignal): Promise<Exchange> =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve(failed('stopped', 'the request was cancelled before it was sent'));
      return;
    }
    const { lookup, isLookingUp } = watchLookup(options.lookup);
    const isSecure = url.protocol === 'https:';
    const request = (isSecure ? httpsRequest : httpRequest)({
      method: options.body === undefined ? 'GET' : 'POST',
      hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port,
      path: url.pathname + url.search,
      headers: options.headers,
      agent: isSecure ? options.agents.https : options.agents.http,
      lookup,
      maxHeaderSize: MAX_HEADER_BYTES,
      ...(url.username === '' ? {} : { auth: `${decoded(url.username)}:${decoded(url.password)}` }),
    });
    const settle = (outcome: Exchange) => {
      whole.stop();
      idle.stop();
      signal.removeEventListener('abort', onAbort);
      resolve(outcome);
      request.destroy();
    };
    const late = (detail: string, ms: number) =>
      settle(
        isLookingUp()
          ? failed('dns', `the host name ${url.hostname} was not resolved within ${ms} ms`)
          : failed('timeout', detail),
      );
    const whole = startTimeLimit(options.leftMs, () =>
      late(`the answer was not complete ${options.timeoutMs} ms after the request began`, options.leftMs),
    );
    const idle = startTimeLimit(options.idleMs, () => {
      const silence = received === undefined ? 'did not answer within' : 'sent nothing for';
      late(`the server ${silence} ${options.idleMs} ms`, options.idleMs);
    });
    const onAbort = () => settle(failed('stopped', 'the request was cancelled'));
    signal.addEventListener('abort', onAbort);
    let received: IncomingMessage | undefined;
    // This listener stays attached after the promise is settled, because destroying a socket may emit another error.
    request.on('error', (error) => {
      // Bytes after a complete answer are a mistake of the server; the answer is used anyway.
      if (received?.complete !== true) settle({ kind: 'failed', failure: nameFailure(error) });
    });
    request.on('upgrade', (_answer, socket) => {
      // The request has detached the socket and no longer closes it.
      socket.destroy();
      settle(failed('bad-answer', 'the server answered 101: it switches to another protocol'));
    });
    request.on('response', (answer) => {
      received = answer;
      idle.renew();
      answer.on('data', idle.renew);
      readBody(answer, options.maxBytes, settle);
    });
    request.end(options.body);
  });

/**
 * Returns a lookup, and a function that returns whether the lookup is in progress. During a lookup, a timeout is a
 * failure of the name server, not of the outlet.
 */
const watchLookup = (
  watched: LookupFunction,
): { readonly lookup: LookupFunction; readonly isLookingUp: () => boolean } => {
  let isLookingUp = false;
  return {
    isLookingUp: () => isLookingUp,
    lookup: (hostname, options, callback) => {
      isLookingUp = true;
      watched(hostname, options, (...found) => {
        isLookingUp = false;
        callback(...found);
      });
    },
  };
};

const decoded = (part: string): string => decodedPart(part) ?? part;

const readBody = (answer: IncomingMessage, maxBytes: number, settle: (outcome: Exchange) => void): void => {
  const { headers, statusCode: status = Number.NaN } = answer;
  const answered = (body: Uint8Array) => settle({ kind: 'answered', status, headers, body });
  const isWanted = status < 300;
  const length = headers['content-length'];
  const announced = Number(length);
  if (!isWanted && status < 400) {
    answered(new Uint8Array());
    return;
  }
  if (isWanted && announced > maxBytes) {
    settle(failed('too-large', `the body has ${announced} bytes, more than ${maxBytes}`));
    return;
  }
  const body = collectBytes();
  answer.on('data', (chunk: Uint8Array) => {
    body.add(chunk);
    if (isWanted && body.length() > maxBytes)
      settle(failed('too-large', `the body has more than ${maxBytes} bytes`));
    else if (!isWanted && body.length() > MAX_ERROR_PAGE_BYTES) answered(body.bytes());
  });
  answer.on('end', () => answered(body.bytes()));
  answer.on('error', (error: NodeJS.ErrnoException) => {
    if (!isWanted) answered(body.bytes());
    else if (error.code !== 'ECONNRESET') settle({ kind: 'failed', failure: nameFailure(error) });
    else
      settle(
        failed(
          'truncated',
          `the connection ended after ${body.length()}${length === undefined ? '' : ` of ${length}`} bytes`,
        ),
      );
  });
};

/** Initial size of the buffer, in bytes. The size at least doubles when a body needs more. */
const FIRST_BYTES = 64 * 1024;

type Collector = {
  readonly add: (chunk: Uint8Array) => void;
  readonly length: () => number;
  readonly bytes: () => Uint8Array;
};

/**
 * Makes a collector that joins chunks. Each chunk is copied when it arrives, because a server may send a million
 * one-byte chunks, and each would stay in memory as an object.
 */
const collectBytes = (): Collector => {
  let room = new Uint8Array(FIRST_BYTES);
  let length = 0;
  return {
    add: (chunk) => {
      const needed = length + chunk.length;
      if (needed > room.length) {
        const larger = new Uint8Array(Math.max(needed, 2 * room.length));
        larger.set(room.subarray(0, length));
        room = larger;
      }
      room.set(chunk, length);
      length = needed;
    },
    length: () => length,
    bytes: () => room.subarray(0, length),
  };
};
