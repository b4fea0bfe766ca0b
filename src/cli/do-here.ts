import { uptime } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { createGuardedClock, hostsOf } from '../daemon/clock/create-guarded-clock.ts';
import type { RequestOutcome } from '../daemon/control/output.ts';
import type { CommandRequest, RequestOf } from '../daemon/control/read-request.ts';
import { createPipeline } from '../daemon/pipeline.ts';
import { pollSources } from '../daemon/request/poll-sources.ts';
import type { Config } from '../domain/config.ts';
import type { Store } from '../domain/store/contract.ts';
import { makeFolders, PRIVATE_FOLDER } from '../store/disk/make-folders.ts';
import { createUnderWay } from '../store/document/create-under-way.ts';
import type { Folders } from './folders.ts';
import { show } from './progress-bar.ts';
import { complainIfMissing, complainOfStore, nameOf, type StoreHome, tryStore } from './reach-store.ts';
import { complain, EXIT, type ExitStatus } from './terminal.ts';
import { withConfig, withConfigAndStore, withStoreHome } from './with-config.ts';

/**
 * Maximum wait for the lock of the store, in milliseconds. A starting daemon holds the lock for some time before it
 * listens.
 */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 100;

const now = (): Temporal.Instant => Temporal.Now.instant();

type Attempt = {
  readonly signal: AbortSignal;
  /** Asks the daemon again; resolves to undefined if this process must do the request itself. */
  readonly askAgain: () => Promise<ExitStatus | undefined>;
};

/**
 * Does a request in this process. A request that waits for the lock of the store goes to a daemon that starts to listen
 * meanwhile. `clock` fails, because it needs a daemon. Resolves to the exit status.
 */
export const doHere = async (
  folders: Folders,
  request: CommandRequest,
  attempt: Attempt,
): Promise<ExitStatus> => {
  const { signal } = attempt;
  const own = async (
    store: string | undefined,
    act: (store: Store) => Promise<RequestOutcome>,
  ): Promise<ExitStatus> => {
    const home = { data: folders.data, store };
    if (request.kind !== 'poll' && (await complainIfMissing(home))) return EXIT.failed;
    return withOwnStore(home, act, attempt);
  };
  switch (request.kind) {
    case 'compact': {
      const { compactStore } = await import('../daemon/request/compact-store.ts');
      return withStoreHome(folders, (home) => own(home.store, (store) => compactStore(store, show)));
    }
    case 'clock':
      complain(
        [
          `No daemon listens on ${folders.data}, so nothing was confirmed. Start the daemon, or wait until it has`,
          'started; /status then shows whether it doubts the clock. If several processes share a database, run the',
          'command on the machine of the one that leads.',
        ].join(' '),
      );
      return EXIT.failed;
    case 'poll':
      return withConfig(folders, (config) =>
        own(config.store, (store) => poll(request, { config, store }, folders, signal)),
      );
    case 'replay': {
      const { replayStore } = await import('../daemon/request/replay-store.ts');
      return withConfig(folders, (config) =>
        own(config.store, (store) => {
          const replayed = { store, config, now, apply: (step: () => Promise<void>) => step() };
          return replayStore(replayed, request, show, signal);
        }),
      );
    }
    case 'add':
    case 'import': {
      const { addFeed } = await import('../daemon/request/add-feed.ts');
      const { importFeeds } = await import('../daemon/request/import-feeds.ts');
      return withConfig(folders, async (config) => {
        const edited = { folder: folders.config, config };
        const outcome =
          request.kind === 'add'
            ? addFeed(request, edited, show, signal)
            : importFeeds(request, edited, show, signal);
        return EXIT[await outcome];
      });
    }
    case 'why': {
      const { answerWhy } = await import('../daemon/request/answer-why.ts');
      return withConfigAndStore(
        folders,
        async (config, store) => EXIT[await answerWhy(request, { store, config, now: now() }, show)],
      );
    }
  }
};

const withOwnStore = async (
  home: StoreHome,
  act: (store: Store) => Promise<RequestOutcome>,
  { signal, askAgain }: Attempt,
): Promise<ExitStatus> => {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const opened = await tryStore(home, { lock: true });
    if (opened.kind === 'failed') return complainOfStore(home, opened);
    if (opened.kind === 'opened') {
      try {
        return EXIT[await act(opened.store)];
      } finally {
        await opened.store.close();
      }
    }
    if (signal.aborted || performance.now() > giveUpAt) {
      complain(
        `${nameOf(home)} is in use by ${opened.by}, but no daemon listens there: a command uses it, or a daemon is starting or cannot listen. Wait, or look at the log of that process.`,
      );
      return EXIT.failed;
    }
    await setTimeout(LOOK_EVERY_MS);
    const status = await askAgain();
    if (status !== undefined) return status;
  }
};

const poll = async (
  request: RequestOf<'poll'>,
  { config, store }: { readonly config: Config; readonly store: Store },
  folders: Folders,
  signal: AbortSignal,
): Promise<RequestOutcome> => {
  // The marks of `createUnderWay` need this folder, even if the store is a database.
  await makeFolders(folders.data, PRIVATE_FOLDER).catch(() => undefined);
  const hosts = hostsOf(config);
  const clock = createGuardedClock({
    systemNow: now,
    elapsedMs: () => uptime() * 1000,
    newestCommitAt: store.health().newestCommitAt,
    hosts: () => hosts,
    log: { info: () => undefined, warn: () => undefined },
  });
  await using pipeline = await createPipeline({
    ...{ config, store, clock },
    now: clock.now,
    chance: Math.random,
    underWay: createUnderWay({ folder: folders.data, onTrouble: () => undefined }),
  });
  try {
    return await pollSources({ pipeline, listeners: NO_LISTENERS }, request, show, signal);
  } finally {
    const problem = clock.problem();
    if (problem !== undefined) complain(problem);
  }
};

const NO_LISTENERS = { onReport: () => {}, onMistake: () => {}, onStoreFailure: () => {} };
