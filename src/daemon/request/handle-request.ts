import { access, constants, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { counted, inJst } from '../../domain/explanation.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { PollListeners } from '../../intake/poll-all.ts';
import type { Together } from '../cluster/publish-together.ts';
import type { RequestHandler } from '../control/answer-commands.ts';
import { needsOwnStore } from '../control/ask-daemon.ts';
import type { Emit, RequestOutcome } from '../control/output.ts';
import type { CommandRequest } from '../control/read-request.ts';
import type { Service } from '../service.ts';
import { addFeed } from './add-feed.ts';
import { answerWhy } from './answer-why.ts';
import { compactStore } from './compact-store.ts';
import { importFeeds } from './import-feeds.ts';
import { pollSources } from './poll-sources.ts';
import { replayStore } from './replay-store.ts';

type HandlerSetup = {
  readonly service: Pick<Service, 'pipeline' | 'store'> & {
    readonly clock: Pick<Service['clock'], 'confirm' | 'now'>;
    readonly status: Pick<Service['status'], 'configProblems'>;
    readonly site: Pick<Service['site'], 'changed'>;
    readonly together: Pick<Together, 'queueProblem'> | undefined;
  };
  readonly configFolder: string;
  readonly catchUp: () => Promise<void>;
  readonly listeners: PollListeners;
};

/** Makes the function that handles the requests of commands, by the config in force. */
export const createRequestHandler =
  (setup: HandlerSetup): RequestHandler =>
  async (request, config, emit, signal) => {
    const { store, clock, status } = setup.service;
    if (request.kind === 'compact')
      return limitDiskWait(
        () => storeTrouble(store),
        emit,
        () => compactStore(store, emit),
      );
    if (request.kind === 'clock') {
      clock.confirm();
      const text = `The clock of this machine is confirmed: the time is ${inJst(clock.now())}. Retention, archives and editions use it.`;
      emit({ kind: 'result', text });
      return 'done';
    }
    const ours = await realpath(setup.configFolder);
    if (config !== ours) {
      if (!needsOwnStore(request)) return 'declined';
      const text = `The daemon uses the config in ${ours}, but this command uses ${config}. Run the command with --config ${ours}, or name another data folder with --data.`;
      emit({ kind: 'problem', text });
      return 'usage';
    }
    const edits = request.kind === 'add' || request.kind === 'import';
    if (edits && !(await mayEdit(ours))) return 'declined';
    await setup.catchUp();
    if (status.configProblems.length > 0) {
      for (const text of status.configProblems) emit({ kind: 'problem', text });
      const text = `The config has ${counted(status.configProblems.length, 'problem')}; correct the config and run the command again.`;
      emit({ kind: 'problem', text });
      return 'config';
    }
    return handle(request, { ...setup, configFolder: ours }, emit, signal);
  };

const handle = async (
  request: Exclude<CommandRequest, { readonly kind: 'compact' | 'clock' }>,
  { service: { pipeline, store, site, clock, together }, configFolder, listeners, catchUp }: HandlerSetup,
  emit: Emit,
  signal: AbortSignal,
): Promise<RequestOutcome> => {
  const config = pipeline.config();
  const trouble = () => storeTrouble(store);
  switch (request.kind) {
    case 'poll':
      return limitDiskWait(
        () => trouble() ?? queueTrouble(together),
        emit,
        () => pollSources({ pipeline, listeners }, request, emit, signal),
      );
    case 'replay':
      try {
        const { between: apply, accept: onChanged } = pipeline;
        const replayed = { store, config, now: clock.now, apply, onChanged };
        return await limitDiskWait(trouble, emit, () => replayStore(replayed, request, emit, signal));
      } finally {
        site.changed();
      }
    case 'add':
    case 'import':
      try {
        const shared = { dictionary: await pipeline.dictionary(), parser: pipeline.parser };
        const edited = { folder: configFolder, config, shared };
        return request.kind === 'add'
          ? await addFeed(request, edited, emit, signal)
          : await importFeeds(request, edited, emit, signal);
      } finally {
        // The command ends when the added sources are in force.
        await catchUp();
      }
    case 'why':
      return answerWhy(request, { store, config, now: clock.now(), nearest: pipeline.nearest() }, emit);
  }
};

/** Returns whether this process may write the config. If not, the command tries to write it. */
const mayEdit = async (folder: string): Promise<boolean> => {
  try {
    for (const path of [folder, join(folder, 'sources.yaml')]) await access(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** Returns why the store cannot be written; undefined if it can be. */
const storeTrouble = (store: Pick<Store, 'health'>): string | undefined => {
  const { isWaiting, problems } = store.health();
  return isWaiting ? problems.at(-1) : undefined;
};

/** Returns why no poll can be sent to the queue in PostgreSQL; undefined if polls can be sent, or without a queue. */
const queueTrouble = (together: HandlerSetup['service']['together']): string | undefined => {
  const reason = together?.queueProblem();
  return reason === undefined
    ? undefined
    : `The queue of polls in PostgreSQL cannot be used: ${reason}. Check that PostgreSQL runs, and check the network.`;
};

const LOOK_EVERY_MS = 1_000;

/** Maximum time that a command waits while the store has trouble, in milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * Runs work and resolves to its outcome; to `failed` if the store has trouble for `PATIENCE_MS`. The work then continues
 * until its signal is aborted, at the end of the answer.
 */
export const limitDiskWait = async (
  trouble: () => string | undefined,
  emit: Emit,
  work: () => Promise<RequestOutcome>,
): Promise<RequestOutcome> => {
  const { promise: timeout, resolve } = Promise.withResolvers<RequestOutcome>();
  let waitedMs = 0;
  const timer = setInterval(() => {
    const reason = trouble();
    if (reason === undefined) {
      waitedMs = 0;
      return;
    }
    if (waitedMs === 0) emit({ kind: 'problem', text: `The daemon waits for the store. ${reason}` });
    waitedMs += LOOK_EVERY_MS;
    if (waitedMs < PATIENCE_MS) return;
    emit({
      kind: 'problem',
      text: 'The command stops here. Run it again when the store can be used; it then does what is left to do.',
    });
    resolve('failed');
  }, LOOK_EVERY_MS);
  try {
    // After the timeout, a failure of the work is ignored.
    return await Promise.race([work(), timeout]);
  } finally {
    clearInterval(timer);
  }
};
