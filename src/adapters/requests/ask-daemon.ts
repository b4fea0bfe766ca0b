import { randomBytes } from 'node:crypto';
import { chown, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { CommandRequest, RequestOutcome, Tell } from '../../domain/request/request.ts';
import { followAnswer } from './follow-answer.ts';
import {
  answerName,
  makeId,
  PATIENCE_MS,
  PRIVATE_FILE,
  type RequestFile,
  requestName,
  requestsFolder,
  temporaryName,
  VERSION,
} from './request-file.ts';

/** The answer is looked at so often: a person sees no delay. */
const LOOK_EVERY_MS = 50;

export type Asked =
  | { readonly kind: 'ended'; readonly outcome: RequestOutcome }
  /** Nobody took it up: what holds the folder is no daemon, or one that hangs; or it is gone. */
  | { readonly kind: 'unheard' }
  /** It was taken up, and who did went away before the end. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'withdrawn' }
  /** It could not be written. */
  | { readonly kind: 'failed'; readonly reason: string };

export type AskParts = {
  /** The data folder. */
  readonly folder: string;
  /** Absolute path of the config folder. */
  readonly config: string;
  readonly request: CommandRequest;
  readonly tell: Tell;
  /** Aborted to take the request back: the daemon stops at its next step. */
  readonly signal: AbortSignal;
  /** Whether somebody holds the data folder: nobody else can do the work. */
  readonly isHeld: () => Promise<boolean>;
  readonly patienceMs?: number;
};

/** Hands a work to the daemon that holds the data folder, and tells what it tells until the end. Never rejects. */
export const askDaemon = async (parts: AskParts): Promise<Asked> => {
  const { config, request, tell, signal, isHeld, patienceMs = PATIENCE_MS } = parts;
  const folder = join(parts.folder, requestsFolder);
  const id = makeId(Date.now(), process.pid, randomBytes(4).toString('hex'));
  const [requestPath, answerPath] = [join(folder, requestName(id)), join(folder, answerName(id))];
  try {
    await write(folder, id, { version: VERSION, config, request });
  } catch (error) {
    if (isAbsent(error)) return { kind: 'unheard' };
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
  const answer = followAnswer(answerPath, tell);
  const asked = Date.now();
  try {
    for (;;) {
      // In this order: what was written before the request or its taker went away is still read.
      const isWaitedFor = (await exists(requestPath)) && (await isHeld());
      const state = await answer.look();
      if (state.kind === 'ended') return state;
      if (signal.aborted) return { kind: 'withdrawn' };
      const isUnheard = state.kind === 'untaken' && Date.now() - asked > patienceMs;
      if (!isWaitedFor || isUnheard) return { kind: state.kind === 'untaken' ? 'unheard' : 'lost' };
      await setTimeout(LOOK_EVERY_MS);
    }
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  } finally {
    await answer.close();
    // The request first: an answer without one is nobody's.
    for (const path of [requestPath, answerPath]) await rm(path, { force: true }).catch(() => undefined);
  }
};

const write = async (folder: string, id: string, content: RequestFile): Promise<void> => {
  const path = join(folder, requestName(id));
  const temporary = join(folder, temporaryName(id));
  const handle = await open(temporary, 'wx', PRIVATE_FILE);
  try {
    await handle.writeFile(JSON.stringify(content));
  } finally {
    await handle.close();
  }
  // What root asks for the daemon's own user must be able to read.
  const { uid, gid } = await stat(folder);
  if (process.getuid?.() === 0 && uid !== 0) await chown(temporary, uid, gid);
  await rename(temporary, path);
};

const exists = async (path: string): Promise<boolean> => {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
};

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
