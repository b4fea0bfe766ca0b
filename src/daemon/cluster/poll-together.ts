import { hostname } from 'node:os';
import { joinAsPoller } from '../../cluster/join-as-poller.ts';
import { processName } from '../../cluster/members.ts';
import type { PollWork } from '../../cluster/work-polls.ts';
import type { Config } from '../../domain/config.ts';
import type { Log } from '../../domain/log.ts';
import type { ProcessRole } from '../../domain/source/health/installation.ts';
import type { HostRests } from '../../domain/source/poll/host-rest.ts';
import type { Resolve } from '../../fetch/guard-address.ts';
import { askSource } from '../../intake/ask-source.ts';
import { createFeedParser } from '../../read/feed-parser.ts';
import { keepSession } from '../../store/postgres/keep-session.ts';
import { createPause } from '../../system/create-pause.ts';
import { digest } from '../../system/digest-of.ts';
import type { GuardedClock } from '../clock/create-guarded-clock.ts';
import { configHash } from '../compare-configs.ts';
import { makeFetcher } from '../make-tools.ts';
import type { PollProgress } from '../watch/poll-progress.ts';

/** The role of a process in a cluster. `asks` is the part of the role `all` that polls. */
export type SharedRole = ProcessRole | 'asks';

type PollSetup = {
  readonly log: Log;
  readonly resolve?: Resolve;
  readonly role: SharedRole;
  /** The address of PostgreSQL. */
  readonly url: string;
  readonly config: () => Config;
  readonly clock: GuardedClock;
  readonly progress: PollProgress;
};

/** Starts to take polls from the queue and to run them by the config in force. Rejects if PostgreSQL cannot be reached. */
export const pollTogether = async (setup: PollSetup): Promise<PollWork> => {
  const { role, url, config, clock, log, progress } = setup;
  const parser = createFeedParser();
  const memory: { rests: HostRests } = { rests: new Map() };
  const tools = byConfig(config, (current) => ({
    fetcher: makeFetcher(current.fetch, setup),
    sources: new Map<string, Config['sources'][number]>(current.sources.map((source) => [source.id, source])),
  }));
  const pause = createPause();
  const work = await joinAsPoller({
    url,
    log,
    keepSession,
    name: namerOf(role, config),
    perHost: () => config().fetch.perHost,
    concurrency: () => config().fetch.concurrency,
    source: (id) => tools().sources.get(id),
    ask: (source, task, signal) => {
      const { fetcher } = tools();
      const world = { fetcher, parser, memory, pause, digest, now: clock.now, underWay: UNMARKED };
      return askSource(source, task, { ...world, outlets: config().outlets }, signal);
    },
    onRests: (rests) => {
      memory.rests = new Map([...memory.rests, ...rests]);
    },
    onAsk: progress.poll,
  });
  return {
    ...work,
    stop: async () => {
      await work.stop();
      await parser.close();
    },
  };
};

/** Marks no documents as in progress, because the queue keeps the polls of a process that has ended. */
const UNMARKED = { begin: () => Promise.resolve() };

/** Returns a function that names this process for other processes; the name changes with the config. */
export const namerOf = (role: SharedRole, config: () => Config): (() => string) => {
  const hash = byConfig(config, (current) => configHash(current, digest));
  return () => processName(role, hash(), { host: hostname(), pid: process.pid });
};

/** Returns the machine and process id of this process, which are the last part of its name. */
export const placeOfThis = (role: SharedRole, config: () => Config): string =>
  namerOf(role, config)().split(' ').at(-1) ?? '';

/** Number of characters in a process's id: enough to distinguish the processes of an installation. */
const ID_LENGTH = 6;

/** Returns the id of a process for pages and logs; the id hides the name of the machine. */
export const idOf = (place: string): string => digest(place).slice(0, ID_LENGTH);

/** Returns a function that makes a value from the config in force, and keeps it until another config is in force. */
const byConfig = <Made>(config: () => Config, make: (config: Config) => Made): (() => Made) => {
  let last: { readonly config: Config; readonly made: Made } | undefined;
  return () => {
    const current = config();
    if (last?.config !== current) last = { config: current, made: make(current) };
    return last.made;
  };
};
