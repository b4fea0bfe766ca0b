import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../domain/ambient.ts';
import type { Config } from '../domain/config.ts';
import { defined } from '../domain/defined.ts';
import type { Store } from '../domain/store/contract.ts';
import type { TagDictionary } from '../domain/tag/dictionary.ts';
import { createFetcher } from '../fetch/create-fetcher.ts';
import type { Resolve } from '../fetch/guard-address.ts';
import type { AskSource, Fetcher, WorkQueue } from '../intake/ports.ts';
import { createWorkQueue } from '../system/schedule/work-queue.ts';
import { VERSION } from '../system/version.ts';
import type { GuardedClock } from './clock/create-guarded-clock.ts';
import { namesOf } from './compare-configs.ts';
import { createFoldingWindow, type FoldingWindow } from './folding-window.ts';
import { onFirstCall } from './wait.ts';

export type Tools = {
  readonly config: Config;
  /** Builds the dictionary at its first use, because a start and a poll without news do not need it. */
  readonly dictionary: () => Promise<TagDictionary>;
  readonly window: FoldingWindow;
  readonly fetcher: Fetcher;
  readonly queue: WorkQueue;
};

export type ToolsContext = {
  readonly store: Store;
  readonly now: Clock;
  /** Judges the clock by the `Date` of answers; absent if the clock is not checked. */
  readonly clock?: Pick<GuardedClock, 'noteDate' | 'settled'>;
  /** Replaces the system's resolver in tests. */
  readonly resolve?: Resolve;
  /** Asks the sources through the processes that poll; absent without a cluster. */
  readonly elsewhere?: AskSource;
};

/** Makes the tools of a config. Reuses the window, dictionary and queue of `before` if their settings are the same. */
export const makeTools = (config: Config, context: ToolsContext, before?: Tools): Tools => {
  const { fold, companies, topics, words } = config;
  const { store, now, elsewhere } = context;
  /** Returns the earlier tools if `part` of the config is unchanged; else undefined. */
  const kept = (part: (config: Config) => unknown): Tools | undefined =>
    before !== undefined && isDeepStrictEqual(part(before.config), part(config)) ? before : undefined;
  const makeDictionary = async (): Promise<TagDictionary> => {
    const { prepareDictionary } = await import('./judging.ts');
    return prepareDictionary({ companies, topics, words });
  };
  return {
    config,
    window: kept((one) => one.fold)?.window ?? createFoldingWindow(fold, store, now),
    dictionary: kept(namesOf)?.dictionary ?? onFirstCall(makeDictionary),
    fetcher: makeFetcher(config.fetch, context),
    // A second queue could connect to hosts that the first queue is asking.
    queue: kept(limitsOf)?.queue ?? createWorkQueue({ ...limitsOf(config), ...(elsewhere && UNLIMITED) }),
  };
};

/** Returns the same tools with an empty folding window. */
export const emptied = (tools: Tools, { store, now }: Pick<ToolsContext, 'store' | 'now'>): Tools => ({
  ...tools,
  window: createFoldingWindow(tools.config.fold, store, now),
});

const limitsOf = ({ fetch: { concurrency, perHost } }: Config) => ({ concurrency, perHost });

/** No limit of concurrency for polls that other processes run: each of these processes has its own limit. */
const UNLIMITED = { concurrency: Number.POSITIVE_INFINITY };

/** Makes a fetcher. A given clock gets the `Date` of each answer to a fetch; a successful fetch waits for `settled`. */
export const makeFetcher = (
  limits: Config['fetch'],
  { clock, resolve }: Pick<ToolsContext, 'clock' | 'resolve'>,
): Fetcher => {
  const options = { version: VERSION, ...limits, ...defined({ resolve }) };
  if (clock === undefined) return createFetcher(options);
  const fetcher = createFetcher({ ...options, onServerTime: clock.noteDate });
  return {
    ...fetcher,
    fetch: async (request, signal) => {
      const result = await fetcher.fetch(request, signal);
      // A stored date never changes, so a jump of the clock is judged before the answer is used.
      if (result.kind !== 'failed') await clock.settled(signal);
      return result;
    },
  };
};
