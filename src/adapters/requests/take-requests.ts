import { type FSWatcher, watch } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandRequest, RequestOutcome, Tell } from '../../domain/request/request.ts';
import type { Clock, Log } from '../../pipeline/ports.ts';
import { type Answer, openAnswer } from './answer.ts';
import { readRequest } from './read-request.ts';
import {
  answerName,
  idOfAnswer,
  idOfRequest,
  isOldTemporary,
  PRIVATE_FOLDER,
  requestName,
  requestsFolder,
} from './request-file.ts';

/** Where the system tells of no changes (too many watchers, a network's file system), the folder is looked at so often. */
const LOOK_EVERY_MS = 1_000;

/** An answer that nobody took away, since its command was killed, is removed after so long. */
const KEEP_ANSWER_MS = 60_000;

export type RequestsParts = {
  /** The data folder. */
  readonly folder: string;
  readonly log: Log;
  readonly now: Clock;
  /** Does the work; `config` is the folder that the command was given. Aborted when nobody waits for it any more. */
  readonly act: (
    request: CommandRequest,
    config: string,
    tell: Tell,
    signal: AbortSignal,
  ) => Promise<RequestOutcome>;
};

type Taken = { readonly answer: Answer; readonly cancel: AbortController; endedAt?: number };

/**
 * Takes up what commands ask for in `requests/`, one work after another, each as soon as it is there. Whatever is
 * wrong with a request is answered in words. `stop` ends the work under way, and resolves when all are answered.
 */
export const takeRequests = (parts: RequestsParts): { readonly stop: () => Promise<void> } => {
  const { log, now } = parts;
  const folder = join(parts.folder, requestsFolder);
  const taken = new Map<string, Taken>();
  let watcher: FSWatcher | undefined;
  let works = Promise.resolve();
  let looks = Promise.resolve();
  let isLookDue = false;
  let isStopping = false;
  let trouble: string | undefined;

  const remove = async (id: string): Promise<void> => {
    for (const name of [requestName(id), answerName(id)])
      await rm(join(folder, name), { force: true, recursive: true });
  };

  const take = async (id: string): Promise<void> => {
    const read = await readRequest(join(folder, requestName(id)), now().epochMilliseconds);
    if (read.kind === 'gone') return;
    const answer = read.kind === 'left-over' ? undefined : openAnswer(join(folder, answerName(id)));
    if (read.kind === 'left-over' || answer === undefined) {
      log.info('request.left-over', { request: id });
      await remove(id);
      return;
    }
    const one: Taken = { answer, cancel: new AbortController() };
    taken.set(id, one);
    if (read.kind === 'unreadable') {
      log.warn('request.unreadable', { request: id, reason: read.reason });
      answer.tell({ kind: 'problem', text: `The daemon cannot read the request: ${read.reason}.` });
      end(id, one, 'usage');
      return;
    }
    const { request, config } = read.file;
    const isBusy = [...taken.values()].some((other) => other !== one && other.endedAt === undefined);
    if (isBusy) answer.tell({ kind: 'problem', text: 'The daemon does another request first.' });
    works = works.then(async () => end(id, one, await work(id, request, config, one)));
  };

  /** Never rejects. */
  const work = async (
    id: string,
    request: CommandRequest,
    config: string,
    { answer, cancel }: Taken,
  ): Promise<RequestOutcome> => {
    if (isStopping) {
      answer.tell({
        kind: 'problem',
        text: 'The daemon stops and did not begin this. Give the command again.',
      });
      return 'failed';
    }
    if (cancel.signal.aborted) return 'failed';
    log.info('request.taken', { request: id, kind: request.kind });
    try {
      return await parts.act(request, config, answer.tell, cancel.signal);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.error('request.failed', { request: id, kind: request.kind, reason });
      answer.tell({ kind: 'problem', text: reason });
      return 'failed';
    }
  };

  const end = (id: string, one: Taken, outcome: RequestOutcome): void => {
    one.endedAt = now().epochMilliseconds;
    const failure = one.answer.end(outcome);
    log.info('request.ended', { request: id, outcome });
    if (failure === undefined) return;
    log.error('request.unanswered', { request: id, reason: failure });
    // A request that goes without an answer tells the command that waits to look here.
    void remove(id).catch(() => undefined);
  };

  const look = async (): Promise<void> => {
    isLookDue = false;
    if (isStopping) return;
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
    watcher ??= watchFolder(folder, lookSoon);
    const names = new Set(await readdir(folder));
    for (const [id, { cancel, endedAt }] of taken) {
      const isOld = endedAt !== undefined && now().epochMilliseconds - endedAt > KEEP_ANSWER_MS;
      if (names.has(requestName(id)) && !isOld) continue;
      cancel.abort();
      if (endedAt === undefined) continue;
      taken.delete(id);
      await remove(id);
    }
    for (const name of [...names].toSorted()) {
      const id = idOfRequest(name) ?? idOfAnswer(name);
      if (isOldTemporary(name, now().epochMilliseconds)) await rm(join(folder, name), { force: true });
      if (id === undefined || taken.has(id)) continue;
      if (names.has(requestName(id))) await take(id);
      else await remove(id);
    }
    if (trouble !== undefined) log.info('request.folder-recovered');
    trouble = undefined;
  };

  const lookSoon = (): void => {
    if (isLookDue) return;
    isLookDue = true;
    looks = looks.then(look).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      if (trouble !== reason) log.warn('request.folder-failed', { folder, reason });
      trouble = reason;
    });
  };

  lookSoon();
  const timer = setInterval(lookSoon, LOOK_EVERY_MS);
  return {
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      await looks;
      // A look that was under way may have begun to watch only now; an open watcher keeps the process alive.
      watcher?.close();
      for (const { cancel } of taken.values()) cancel.abort();
      await works;
    },
  };
};

/** Calls back when a request comes or goes; undefined where the system cannot say. */
const watchFolder = (folder: string, onChange: () => void): FSWatcher | undefined => {
  try {
    const watcher = watch(folder, (_event, name) => {
      // Each line of an answer is a change, too.
      if (name === null || idOfRequest(name) !== undefined) onChange();
    });
    // What it does not tell the next look sees.
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
};
