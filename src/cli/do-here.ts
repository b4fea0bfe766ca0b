import { uptime } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { createGuardedClock } from '../daemon/clock/create-guarded-clock.ts';
import { hostsOf } from '../daemon/clock/hosts-of.ts';
import type { CommandRequest, PollRequest, RequestOutcome } from '../daemon/control/request.ts';
import { readConfig } from '../daemon/read-config.ts';
import { addFeed } from '../daemon/request/add-feed.ts';
import { answerWhy } from '../daemon/request/answer-why.ts';
import { compactStore } from '../daemon/request/compact-store.ts';
import { importFeeds } from '../daemon/request/import-feeds.ts';
import { pollSources } from '../daemon/request/poll-sources.ts';
import { replayStore } from '../daemon/request/replay-store.ts';
import { createWorks } from '../daemon/works.ts';
import type { Config } from '../domain/config.ts';
import type { Store } from '../domain/store/contract.ts';
import { createUnderWay } from '../store/document/create-under-way.ts';
import { complainOfConfig } from './command/check.ts';
import type { Folders } from './folders.ts';
import { complainOfStore, openStoreFor, tryStore } from './reach-store.ts';
import { show } from './show.ts';
import { complain, EXIT, type ExitStatus } from './terminal.ts';

/** A daemon that starts holds the store for a while before it listens. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 100;

const now = (): Temporal.Instant => Temporal.Now.instant();

/** Does a work where no daemon does; `askAgain` hands it over after all where one comes to listen. */
export const doHere = async (
  folders: Folders,
  request: CommandRequest,
  signal: AbortSignal,
  askAgain: () => Promise<ExitStatus | undefined>,
): Promise<ExitStatus> => {
  const own = (act: (store: Store) => Promise<RequestOutcome>): Promise<ExitStatus> =>
    withOwnStore(folders.data, act, signal, askAgain);
  if (request.kind === 'compact') return own((store) => compactStore(store, show));
  if (request.kind === 'clock') {
    complain(
      `No daemon runs on ${folders.data}, so that none doubts the clock. Start it, and look at /status.`,
    );
    return EXIT.failed;
  }
  const loaded = await readConfig(folders.config, process.env);
  if (loaded.kind === 'wrong') return complainOfConfig(loaded.problems);
  const { config } = loaded;
  const edited = { folder: folders.config, config };
  switch (request.kind) {
    case 'poll':
      return own((store) => poll(request, config, store, folders.data, signal));
    case 'replay':
      return own((store) =>
        replayStore({ store, config, now, apply: (step) => step() }, request, show, signal),
      );
    case 'add':
      return EXIT[await addFeed(request, edited, show, signal)];
    case 'import':
      return EXIT[await importFeeds(request, edited, show, signal)];
    case 'why': {
      const opened = await openStoreFor(folders.data, { lock: false });
      if (opened.kind === 'closed') return opened.status;
      const outcome = await answerWhy(request, { store: opened.store, config, now: now() }, show);
      await opened.store.close();
      return EXIT[outcome];
    }
  }
};

const withOwnStore = async (
  folder: string,
  act: (store: Store) => Promise<RequestOutcome>,
  signal: AbortSignal,
  askAgain: () => Promise<ExitStatus | undefined>,
): Promise<ExitStatus> => {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const opened = await tryStore(folder, { lock: true });
    if (opened.kind === 'failed') return complainOfStore(folder, opened);
    if (opened.kind === 'opened') {
      try {
        return EXIT[await act(opened.store)];
      } finally {
        await opened.store.close();
      }
    }
    if (signal.aborted || performance.now() > giveUpAt) {
      complain(
        `${folder} is in use by ${opened.by}, and no daemon listens there: it is another command, or a daemon that starts or cannot listen. Wait for its end, or look at its log.`,
      );
      return EXIT.failed;
    }
    await setTimeout(LOOK_EVERY_MS);
    const status = await askAgain();
    if (status !== undefined) return status;
  }
};

const poll = async (
  request: PollRequest,
  config: Config,
  store: Store,
  folder: string,
  signal: AbortSignal,
): Promise<RequestOutcome> => {
  const hosts = hostsOf(config);
  const clock = createGuardedClock({
    systemNow: now,
    elapsedMs: () => uptime() * 1000,
    newestCommitAt: store.health().newestCommitAt,
    hosts: () => hosts,
    log: { info: () => undefined, warn: () => undefined },
  });
  const works = await createWorks({
    ...{ config, store, clock },
    now: clock.now,
    chance: Math.random,
    underWay: createUnderWay({ folder, onTrouble: () => undefined }),
    onStored: () => undefined,
  });
  try {
    return await pollSources(works, request, show, signal, NOBODY);
  } finally {
    const problem = clock.problem();
    if (problem !== undefined) complain(problem);
    await works.close();
  }
};

/** Nobody but the person at the terminal hears of these polls. */
const NOBODY = { onReport: () => {}, onMistake: () => {}, onStoreFailure: () => {} };
