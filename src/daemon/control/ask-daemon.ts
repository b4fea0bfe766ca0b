import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { errorCode, errorText } from '../../domain/error-text.ts';
import { type Emit, type HandedOutcome, readLine, VERSION } from './output.ts';
import { reachSocket } from './reach-socket.ts';
import type { CommandRequest } from './read-request.ts';

const { request: send } = process.getBuiltinModule('node:http');

/** Maximum time until a daemon accepts a request, in milliseconds. */
const PATIENCE_MS = 10_000;

export type DaemonReply =
  | { readonly kind: 'ended'; readonly outcome: HandedOutcome }
  /** No daemon listens, or the connection ended before a daemon accepted the request. */
  | { readonly kind: 'nobody' }
  /** A daemon listens but does not accept the request; it may hang. */
  | { readonly kind: 'unheard' }
  /** The daemon accepted the request, but its answer ended early. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'withdrawn' }
  /** This user may not use the socket. */
  | { readonly kind: 'forbidden' }
  /** The socket or the answer cannot be used. */
  | { readonly kind: 'failed'; readonly reason: string };

export type AskOptions = {
  /** The data folder. */
  readonly folder: string;
  /** Path of the config folder; absolute if the folder exists. */
  readonly config: string;
  readonly request: CommandRequest;
  readonly emit: Emit;
  /** Aborted to withdraw the request. */
  readonly signal: AbortSignal;
  readonly patienceMs?: number;
};

/** Sends a request to the daemon that listens in the data folder, and emits its output until the end. Never rejects. */
export const askDaemon = async (parts: AskOptions): Promise<DaemonReply> => {
  const { folder, signal } = parts;
  try {
    const { address, close } = await reachSocket(folder);
    try {
      const answer = await begin(address, parts);
      return typeof answer === 'string' ? { kind: answer } : await follow(answer, parts);
    } finally {
      await close();
    }
  } catch (error) {
    if (signal.aborted) return { kind: 'withdrawn' };
    if (NOBODY.includes(errorCode(error))) return { kind: 'nobody' };
    if (['EACCES', 'EPERM'].includes(errorCode(error))) return { kind: 'forbidden' };
    return { kind: 'failed', reason: errorText(error) };
  }
};

const NOBODY = ['ENOENT', 'ENOTDIR', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'];

/** Sends the request; resolves to the beginning of the answer, or to `unheard` after `patienceMs`. */
const begin = async (
  socketPath: string,
  { config, request, signal, patienceMs = PATIENCE_MS }: AskOptions,
): Promise<IncomingMessage | 'unheard'> => {
  const sent = send({ socketPath, method: 'POST', agent: false, signal });
  // Errors after the head of the answer also reach the loop in `follow`, so this listener ignores them.
  sent.on('error', () => {});
  let isUnheard = false;
  const patience = setTimeout(() => {
    isUnheard = true;
    sent.destroy();
  }, patienceMs);
  try {
    sent.end(JSON.stringify({ version: VERSION, config, request }));
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return answer;
  } catch (error) {
    if (isUnheard) return 'unheard';
    throw error;
  } finally {
    clearTimeout(patience);
  }
};

const follow = async (answer: IncomingMessage, { emit, signal }: AskOptions): Promise<DaemonReply> => {
  if (answer.statusCode !== 200)
    return { kind: 'failed', reason: `it answered with HTTP status ${answer.statusCode}` };
  let rest = '';
  try {
    for await (const chunk of answer.setEncoding('utf8')) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) {
        const line = readLine(text);
        if (line.kind === 'ended') return line;
        emit(line);
      }
    }
  } catch (error) {
    if (signal.aborted || !BROKEN.includes(errorCode(error))) throw error;
  }
  return { kind: 'lost' };
};

const BROKEN = ['ECONNRESET', 'EPIPE'];

/** Returns whether only the process that holds the store can do a request. */
export const needsOwnStore = ({ kind }: CommandRequest): boolean =>
  kind === 'poll' || kind === 'replay' || kind === 'compact' || kind === 'clock';
