import type { Chance } from '../domain/ambient.ts';
import type { Config } from '../domain/config.ts';
import type { Folding } from '../domain/folding/fold-articles.ts';
import type { Failure } from '../domain/source/failure.ts';
import { type HostRests, hostRestsFrom, mustWait, restHost } from '../domain/source/poll/host-rest.ts';
import { isDue } from '../domain/source/poll/next-poll.ts';
import { type Source, speakersIn } from '../domain/source/source.ts';
import type { SourceState } from '../domain/source/source-state.ts';
import type { Store } from '../domain/store/contract.ts';
import { type Announcements, createAnnouncements, shareBegins } from '../domain/story/announcements.ts';
import type { TagDictionary } from '../domain/tag/dictionary.ts';
import { askSource } from '../intake/ask-source.ts';
import { createIntake, type Intake } from '../intake/intake.ts';
import { type PollListeners, pollAll } from '../intake/poll-all.ts';
import { createPollMemory, type PollMemory } from '../intake/poll-source.ts';
import type { AskSource, FeedParser, Fetcher, UnderWay } from '../intake/ports.ts';
import { restUnfinished } from '../intake/rest-unfinished.ts';
import type { IntakeContext } from '../intake/take-in.ts';
import { createNetworkWatch, type NetworkWatch } from '../intake/watch-network.ts';
import { createFeedParser } from '../read/feed-parser.ts';
import { createPause } from '../system/create-pause.ts';
import { digest } from '../system/digest-of.ts';
import type { FoldingWindow } from './folding-window.ts';
import type { Judging } from './judging.ts';
import { emptied, makeTools, type Tools, type ToolsContext } from './make-tools.ts';
import { endedOrAborted, onFirstCall } from './wait.ts';
import { combineListeners } from './watch/combine-listeners.ts';

/** The steps from a poll to a stored story, for the daemon and for one-shot commands. */
export type Pipeline = AsyncDisposable & {
  readonly config: () => Config;
  readonly dictionary: () => Promise<TagDictionary>;
  readonly parser: FeedParser;
  /** Judges from the polls whether this machine reaches the network. */
  readonly network: NetworkWatch;
  /** States of the sources whose large documents were being taken in when the previous process ended. */
  readonly unfinished: readonly SourceState[];
  readonly rests: () => HostRests;
  readonly due: () => readonly Source[];
  readonly poll: (sources: readonly Source[], listeners: PollListeners, signal: AbortSignal) => Promise<void>;
  /** Adds listeners to all polls. Returns a function that removes them. */
  readonly follow: (listeners: PollListeners) => () => void;
  /**
   * Uses a config for the polls and batches that begin later. The batches that wait now keep the old settings of folding.
   * Does not wait for the batch in progress, because a full disk may delay it.
   */
  readonly reload: (config: Config) => void;
  /** Runs work while no batch is folded or stored. */
  readonly between: (work: () => Promise<void>) => Promise<void>;
  readonly refuse: Intake['close'];
  readonly post: Fetcher['post'];
  /** Removes articles first seen before a moment from the folding window, after the batch in progress. */
  readonly forgetBefore: (moment: Temporal.Instant) => void;
  /** Empties the folding window and reads the pauses of hosts again: other processes may have changed the store. */
  readonly refill: () => Promise<void>;
  readonly nearest: FoldingWindow['nearest'];
  /** Adds stories to the folding window, after a replay or another process has stored them. */
  readonly accept: Folding['accept'];
};

export type PipelineSetup = ToolsContext & {
  readonly config: Config;
  readonly chance: Chance;
  readonly underWay: UnderWay;
  /** A parser that the caller opens and closes; if absent, the pipeline makes its own parser. */
  readonly parser?: FeedParser;
};

export const createPipeline = async (setup: PipelineSetup): Promise<Pipeline> => {
  const { store, now, chance, underWay, elsewhere } = setup;
  const parser = setup.parser ?? createFeedParser();
  let tools = makeTools(setup.config, setup);
  const memory = createPollMemory(restsIn(setup.config, store));
  const followers = new Set<PollListeners>();
  const announcements = onFirstCall(() => readAnnouncements(setup));
  const pause = createPause();
  const network = createNetworkWatch({
    sources: () => tools.config.sources.filter(({ enabled }) => enabled),
    state: store.state,
    reach: (url, by, signal) =>
      elsewhere === undefined ? tools.fetcher.reach(url, by, signal) : Promise.resolve(ASKED_ELSEWHERE),
    now,
  });
  const world = { store, digest, pause };
  const intake = createIntake(() => ({ ...world, ...rulesOf(tools, announcements) }));
  const unfinished = await resumeAfterCrash(setup, memory, intake);
  return {
    config: () => tools.config,
    dictionary: () => tools.dictionary(),
    parser,
    network,
    unfinished,
    rests: () => memory.rests,
    due: () => dueIn(tools.config, memory, setup),
    poll: async (sources, listeners, signal) => {
      // The index must be complete, because an item that is not indexed yet would look new.
      await endedOrAborted(store.whole(), signal);
      if (signal.aborted) return;
      const { fetcher, queue, config } = tools;
      const asking = { ...world, now, fetcher, parser, memory, underWay, outlets: config.outlets };
      const here: AskSource = (source, task, aborted) => askSource(source, task, asking, aborted);
      const ask = elsewhere === undefined ? here : noteRests(elsewhere, memory);
      const steps = { store, now, chance, ask, queue, intake, network, memory, underWay };
      const all = combineListeners(() => [listeners, ...followers]);
      await pollAll(sources, { ...steps, limits: config.fetch }, all, signal);
    },
    follow: (listeners) => {
      followers.add(listeners);
      return () => void followers.delete(listeners);
    },
    reload: (config) => {
      const { window } = tools;
      const next = makeTools(config, setup, tools);
      tools = { ...next, window };
      if (next.window === window) return;
      // A batch adds its stories to the window that it began with, so another window is used from the next batch on.
      void intake.between(async () => {
        tools = { ...tools, window: next.window };
      });
    },
    between: intake.between,
    refuse: intake.close,
    post: (url, form, signal) => tools.fetcher.post(url, form, signal),
    accept: (stories) => tools.window.accept(stories),
    nearest: () => tools.window.nearest(),
    refill: () =>
      intake.between(async () => {
        tools = emptied(tools, setup);
        memory.rests = restsIn(tools.config, store);
      }),
    forgetBefore: (moment) => {
      void intake.between(async () => tools.window.forgetBefore(moment));
    },
    [Symbol.asyncDispose]: async () => {
      if (setup.parser === undefined) await parser.close();
    },
  };
};

/** Result of each probe in a cluster. No site is tried, because other processes ask the sources. */
const ASKED_ELSEWHERE: Failure = { kind: 'stopped', detail: 'other processes ask the sources' };

const dueIn = (
  { sources, fetch }: Config,
  { restUntil }: PollMemory,
  { store, now }: PipelineSetup,
): readonly Source[] =>
  sources.filter(
    (source) =>
      isDue(source, store.state(source.id), now(), fetch) && !mustWait(restUntil.get(source.id), now()),
  );

const restsIn = ({ sources }: Config, store: Pick<Store, 'state'>): HostRests =>
  hostRestsFrom(sources.flatMap(({ id }) => store.state(id) ?? []));

/** Returns a function that asks a source by `elsewhere`, and records a pause that the source's host demands. */
const noteRests =
  (elsewhere: AskSource, memory: PollMemory): AskSource =>
  async (source, task, signal) => {
    const asked = await elsewhere(source, task, signal);
    const { answer } = asked;
    const configured = source.endpoints[task.endpoint] ?? '';
    if (answer.kind === 'asked') memory.rests = restHost(memory.rests, configured, answer.head, answer.at);
    return asked;
  };

/** Returns the rules for new articles; `prepare` loads their modules, which polls without news do not need. */
const rulesOf = (
  { config, dictionary, window }: Tools,
  announcements: () => Promise<Announcements>,
): Omit<IntakeContext, 'store' | 'digest' | 'pause'> => {
  let judging: Judging | undefined;
  const prepared = (): Judging => {
    if (judging === undefined) throw new Error('articles are judged before the rules are prepared');
    return judging;
  };
  return {
    folding: window,
    prepare: async () => {
      const { judgingBy } = await import('./judging.ts');
      judging = judgingBy(config, await dictionary());
    },
    judge: (candidate, source) => prepared().judge(candidate, source),
    sources: config.sources,
    authority: config.feed.authority,
    speakerOf: speakersIn(config),
    tagStory: (articles) => prepared().tagStory(articles),
    announcements,
    perOutlet: config.feed.perOutlet,
    isTop: (story, at) => prepared().isTop(story, at),
  };
};

/** Resolves to the announcements of each outlet in the last hour, also from before the start of this process. */
const readAnnouncements = async ({ store, now }: PipelineSetup): Promise<Announcements> => {
  const announcements = createAnnouncements();
  for await (const stories of store.gainedSince(shareBegins(now()))) announcements.accept(stories);
  return announcements;
};

/**
 * Delays the next polls of the sources whose large documents were being taken in when the previous process ended.
 * Resolves to the new states of these sources, which are stored later.
 */
const resumeAfterCrash = async (
  { config: { sources, fetch: limits }, store, underWay, now, chance }: PipelineSetup,
  memory: PollMemory,
  intake: Intake,
): Promise<readonly SourceState[]> => {
  const unfinished = await restUnfinished(sources, { store, limits, underWay, now, chance });
  for (const { source, nextPollAt } of unfinished)
    if (nextPollAt !== undefined) memory.restUntil.set(source, nextPollAt);
  const save = async (): Promise<void> => {
    await store.commit({ stories: [], drops: [], states: unfinished });
    for (const { source } of unfinished) await underWay.end(source);
  };
  // The write is not awaited, because a full disk may delay it. If it fails, the next start tries again.
  if (unfinished.length > 0) intake.between(save).catch(() => undefined);
  return unfinished;
};
