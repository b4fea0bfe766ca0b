import { isDeepStrictEqual } from 'node:util';
import type { Chance, Clock } from '../domain/ambient.ts';
import type { Config } from '../domain/config.ts';
import type { Folding } from '../domain/folding/fold-articles.ts';
import type { Candidate } from '../domain/item/normalise-item.ts';
import { hostRestsFrom } from '../domain/source/poll/host-rest.ts';
import { isDue } from '../domain/source/poll/next-poll.ts';
import { isResting } from '../domain/source/poll/retry-after.ts';
import type { Source } from '../domain/source/source.ts';
import type { SourceState } from '../domain/source/source-state.ts';
import type { Store } from '../domain/store/contract.ts';
import { createAnnouncements, shareBegins } from '../domain/story/announcements.ts';
import { makeDictionary, type TagDictionary } from '../domain/tag/dictionary.ts';
import { tagStory } from '../domain/tag/tag-story.ts';
import { createFetcher } from '../fetch/create-fetcher.ts';
import { createIntake } from '../intake/intake.ts';
import { judgeCandidate } from '../intake/judge-candidate.ts';
import { type PollListeners, pollAll } from '../intake/poll-all.ts';
import type { PollMemory } from '../intake/poll-source.ts';
import type { Fetcher, UnderWay, WorkQueue } from '../intake/ports.ts';
import { restUnfinished } from '../intake/rest-unfinished.ts';
import { createFeedParser } from '../read/feed-parser.ts';
import { createPause } from '../system/create-pause.ts';
import { digest } from '../system/digest-of.ts';
import { createWorkQueue } from '../system/schedule/work-queue.ts';
import { VERSION } from '../system/version.ts';
import type { GuardedClock } from './clock/create-guarded-clock.ts';
import { namesOf } from './compare-configs.ts';
import { createFoldingWindow, type FoldingWindow } from './folding-window.ts';
import { tellAll } from './watch/tell-all.ts';

/** The pipeline, wired: what both the daemon and one-shot commands poll with. */
export type Works = {
  readonly config: () => Config;
  readonly dictionary: () => TagDictionary;
  /** What is remembered of the sources that rest, since the process before this one died while it took in their document. */
  readonly unfinished: readonly SourceState[];
  /** The enabled sources whose time has come. */
  readonly due: () => readonly Source[];
  readonly poll: (sources: readonly Source[], listeners: PollListeners, signal: AbortSignal) => Promise<void>;
  /** Hears of all polls from now on, whoever asked for them; gives what ends it. */
  readonly follow: (listeners: PollListeners) => () => void;
  /** Puts a checked config in force for every poll that begins from now on. */
  readonly reload: (config: Config) => Promise<void>;
  /** Runs work while nothing that was polled is put into stories. */
  readonly between: (work: () => Promise<void>) => Promise<void>;
  /** Refuses what waits to be stored; what is being written goes on. */
  readonly stop: () => void;
  /** Sends a form with the fetcher in force. */
  readonly post: Fetcher['post'];
  /** See `Folding.forgetBefore`: done after the batch under way, which counts on what stands in the window. */
  readonly forgetBefore: (moment: Temporal.Instant) => void;
  /** See `FoldingWindow.nearest`. */
  readonly nearest: FoldingWindow['nearest'];
  /** See `Folding.accept`: stories that were folded anew. */
  readonly accept: Folding['accept'];
  readonly close: () => Promise<void>;
};

type WorksParts = {
  readonly config: Config;
  readonly store: Store;
  readonly now: Clock;
  /** Judges the clock by what is fetched; absent where `now` is to be believed. */
  readonly clock?: Pick<GuardedClock, 'noteDate' | 'settled'>;
  readonly chance: Chance;
  readonly underWay: UnderWay;
  /** Told after each durable step: what is published may have changed. */
  readonly onStored: () => void;
};

/** Everything that is made anew from a config. */
type InForce = {
  readonly config: Config;
  /** Built when the first item asks for it: a start, and a poll that brings nothing new, need none. */
  readonly dictionary: () => TagDictionary;
  readonly folding: FoldingWindow;
  readonly fetcher: Fetcher;
  readonly queue: WorkQueue;
};

export const createWorks = async (parts: WorksParts): Promise<Works> => {
  const { store, now, chance, underWay } = parts;
  const parser = createFeedParser();
  let inForce = putInForce(parts.config, parts);
  const memory: PollMemory = {
    inFlight: new Set(),
    restUntil: new Map(),
    rests: hostRestsFrom(parts.config.sources.flatMap(({ id }) => store.state(id) ?? [])),
  };
  const followers = new Set<PollListeners>();
  const announcements = createAnnouncements();
  for await (const stories of store.gainedSince(shareBegins(now()))) announcements.accept(stories);
  const pause = createPause();
  const intake = createIntake(() => {
    const { config, dictionary, folding } = inForce;
    const judge = (candidate: Candidate, source: Source) =>
      judgeCandidate(candidate, source, dictionary(), config.relevance.threshold);
    return {
      store,
      folding,
      judge,
      sources: config.sources,
      authority: config.feed.authority,
      digest,
      tagStory: (articles) => tagStory(articles, dictionary()),
      announcements,
      perOutlet: config.feed.perOutlet,
      pause,
    };
  }, parts.onStored);

  const { sources, fetch: limits } = parts.config;
  const unfinished = await restUnfinished(sources, { store, limits, underWay, now, chance });
  for (const { source, nextPollAt } of unfinished)
    if (nextPollAt !== undefined) memory.restUntil.set(source, nextPollAt);
  // Not waited for: a full disk may keep it waiting. Where it is never stored, the marks stay for the next start.
  const storeUnfinished = async (): Promise<void> => {
    await store.commit({ stories: [], drops: [], states: unfinished });
    for (const { source } of unfinished) await underWay.end(source);
  };
  if (unfinished.length > 0) intake.between(storeUnfinished).catch(() => undefined);

  return {
    config: () => inForce.config,
    dictionary: () => inForce.dictionary(),
    unfinished,
    due: () =>
      inForce.config.sources.filter(
        (source) =>
          isDue(source, store.state(source.id), now(), inForce.config.fetch) &&
          !isResting(memory.restUntil.get(source.id), now()),
      ),
    poll: async (sources, listeners, signal) => {
      // What is not found yet would pass for new.
      await store.whole();
      const { config, fetcher, queue } = inForce;
      const { fetch: limits, outlets } = config;
      const pollParts = {
        fetcher,
        parser,
        store,
        memory,
        outlets,
        limits,
        queue,
        intake,
        now,
        chance,
        digest,
        underWay,
        pause,
      };
      return pollAll(
        sources,
        pollParts,
        tellAll(() => [listeners, ...followers]),
        signal,
      );
    },
    follow: (listeners) => {
      followers.add(listeners);
      return () => void followers.delete(listeners);
    },
    // Between two batches: one under way tells its stories to the folding that it began with.
    reload: (config) =>
      intake.between(async () => {
        const old = inForce;
        const made = putInForce(config, parts, old);
        // The same limits keep the same queue, so that no host gets a second connection.
        const isSameQueue = isDeepStrictEqual(limitsOf(old.config), limitsOf(config));
        // Closing the old fetcher would cut off what it is asking; it keeps no connection beyond a request.
        inForce = isSameQueue ? { ...made, queue: old.queue } : made;
      }),
    between: intake.between,
    stop: intake.close,
    post: (url, form, signal) => inForce.fetcher.post(url, form, signal),
    accept: (stories) => inForce.folding.accept(stories),
    nearest: () => inForce.folding.nearest(),
    forgetBefore: (moment) => {
      void intake.between(async () => inForce.folding.forgetBefore(moment));
    },
    close: async () => {
      inForce.fetcher.close();
      await parser.close();
    },
  };
};

/** Makes what a config asks for; what the one before made of the same words is kept, since it takes its time. */
const putInForce = (
  config: Config,
  { store, now, clock }: Pick<WorksParts, 'store' | 'now' | 'clock'>,
  before?: InForce,
): InForce => {
  const { fetch, fold, topics, companies } = config;
  const keepsFolding = before !== undefined && isDeepStrictEqual(before.config.fold, fold);
  const keepsDictionary = before !== undefined && isDeepStrictEqual(namesOf(before.config), namesOf(config));
  const folding = keepsFolding ? before.folding : createFoldingWindow(fold, store, now);
  return {
    config,
    folding,
    dictionary: keepsDictionary ? before.dictionary : onFirstUse(() => makeDictionary({ companies, topics })),
    fetcher: fetcherOf(fetch, clock),
    queue: createWorkQueue(limitsOf(config)),
  };
};

const fetcherOf = (limits: Config['fetch'], clock: WorksParts['clock']): Fetcher => {
  if (clock === undefined) return createFetcher({ version: VERSION, ...limits });
  const fetcher = createFetcher({ version: VERSION, ...limits, onServerTime: clock.noteDate });
  return {
    ...fetcher,
    fetch: async (request, signal) => {
      const result = await fetcher.fetch(request, signal);
      // What came is dated when it is stored, and a date is never taken back.
      if (result.kind !== 'failed') await clock.settled(signal);
      return result;
    },
  };
};

const onFirstUse = <Value>(make: () => Value): (() => Value) => {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

const limitsOf = ({ fetch: { concurrency, perHost } }: Config) => ({ concurrency, perHost });
