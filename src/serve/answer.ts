import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Language } from '../domain/source/source.ts';
import { acceptedLanguage } from './accepted-language.ts';
import { chooseEncoding } from './encodings.ts';
import type { NoteAnswer } from './limit-unread.ts';
import type { Resource, Site } from './ports.ts';
import type { Representation, Representations } from './representation.ts';
import { isNotModified } from './response-headers.ts';

type Answering = {
  readonly site: Site;
  readonly representations: Representations;
  readonly noteAnswer: NoteAnswer;
  readonly onFailure: (path: string, error: unknown) => void;
};

/** Answers a request. Returns undefined if the answer has been sent, else a promise that rejects if answering fails. */
export const answer = (
  request: IncomingMessage,
  response: ServerResponse,
  parts: Answering,
): Promise<void> | undefined => {
  const { site, representations } = parts;
  const { method, headers } = request;
  const url = targetOf(request);
  // A proxy may use one of several Host headers, and this server another.
  if ((request.headersDistinct.host?.length ?? 0) > 1) {
    const text = 'The request has more than one Host header; send exactly one (RFC 9112 §3.2).\n';
    sendText(response, 400, text, ['Connection', 'close']);
    return undefined;
  }
  if (method !== 'GET' && method !== 'HEAD') {
    const allowed = ['Allow', 'GET, HEAD', 'Connection', 'close'];
    sendText(response, 405, 'This server answers only GET and HEAD.\n', allowed);
    return undefined;
  }
  const encoding = chooseEncoding(headers['accept-encoding']);
  const accepted = acceptedLanguage(headers['accept-language']);
  const known = site.atHand?.(url, accepted);
  const ready = known && representations.atHand(known, encoding);
  if (ready !== undefined) {
    send(request, response, ready, parts.noteAnswer);
    return undefined;
  }
  return resourceAt(url, accepted, parts).then(async (resource) => {
    if (resource === undefined) sendText(response, 404, 'This server has nothing at this address.\n', []);
    else send(request, response, await representations.get(url, resource, encoding), parts.noteAnswer);
  });
};

/** Returns the path and query of a request, whose target may be a whole address (RFC 9112 §3.2.2). */
export const targetOf = ({ url = '/' }: Pick<IncomingMessage, 'url'>): string =>
  url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?]*\/?/i, '/');

const resourceAt = (url: string, accepted: Language | undefined, { site, onFailure }: Answering) => {
  const [path = url] = url.split('?', 1);
  const asked = new URLSearchParams(url.slice(path.length));
  return site.resource(path, asked, accepted).catch((error: unknown) => {
    onFailure(url, error);
    return site.failed?.(path, asked, accepted) ?? FAILED;
  });
};

const send = (
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  ready: Representation,
  noteAnswer: NoteAnswer,
): void => {
  if (ready.status === 200 && isNotModified(headers['if-none-match'], headers['if-modified-since'], ready)) {
    response.writeHead(304, ready.notModifiedHeaders).end();
    return;
  }
  response.writeHead(ready.status, ready.headers);
  if (method === 'HEAD') {
    response.end();
    return;
  }
  response.end(ready.bytes);
  noteAnswer(response, ready.bytes);
};

export const FAILED = {
  status: 500,
  contentType: 'text/plain; charset=utf-8',
  body: 'Something went wrong on this server; the log says why. Try again in a minute.\n',
  maxAgeSeconds: 0,
  page: false,
} as const satisfies Resource;

/** Sends a short text, which caches must not reuse without asking again. */
export const sendText = (
  response: ServerResponse,
  status: number,
  text: string,
  headers: readonly string[],
): void => {
  response.writeHead(status, [
    ...headers,
    'Content-Type',
    'text/plain; charset=utf-8',
    'Content-Length',
    String(Buffer.byteLength(text)),
    'Cache-Control',
    'no-cache',
    'X-Content-Type-Options',
    'nosniff',
  ]);
  response.end(text);
};
