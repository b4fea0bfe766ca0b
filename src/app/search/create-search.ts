import { createSearchIndex } from '../../adapters/search/create-search-index.ts';
import type { Story, StoryId } from '../../domain/story/story.ts';
import type { Clock, Config, Log, SearchIndex, SearchQuestion, Store } from '../../pipeline/ports.ts';
import { messageOf } from '../log-polls.ts';
import { patience } from '../patience.ts';
import { readQuietly } from '../read-quietly.ts';
import { searchDocument } from './search-document.ts';

/** An index is made anew when so many of its documents were replaced since, for each one that counts. */
const REPLACED_SHARE = 0.5;
const REPLACED_AT_LEAST = 10_000;

type SearchAnswer = {
  readonly stories: readonly Story[];
  readonly total: number;
  /** False while older stories are still being read. */
  readonly isWhole: boolean;
};

export type Search = {
  /** Waits at most so long for an index that is being built, then answers from what it has. */
  readonly find: (question: Omit<SearchQuestion, 'now'>, patienceMs: number) => Promise<SearchAnswer>;
  /** All that is announced and found in a range of time, newest first, so many stories in memory at once. */
  readonly slices: (
    question: Pick<SearchQuestion, 'words' | 'from' | 'until'>,
    patienceMs: number,
    atOnce: number,
  ) => AsyncIterable<readonly Story[]>;
  /** Stories that were stored, new or changed. */
  readonly take: (stories: readonly Story[]) => void;
};

type SearchParts = {
  readonly config: () => Config;
  readonly store: Pick<Store, 'stories' | 'story' | 'health'>;
  readonly log: Log;
  readonly now: Clock;
  /** All that is stored can be found from now on. */
  readonly onBuilt: () => void;
};

/** An index under a config: names come from there, so that another config needs another index. */
type Build = {
  readonly config: Config;
  readonly index: SearchIndex;
  readonly done: Promise<void>;
  isWhole: boolean;
};

/** Finds stored stories by words. Nothing is indexed before somebody searches; then in the background, newest first. */
export const createSearch = ({ config, store, log, now, onBuilt }: SearchParts): Search => {
  let serving: Build | undefined;
  let building: Build | undefined;

  const start = (current: Config): Build => {
    const index = createSearchIndex();
    const began = now();
    const read = async (): Promise<void> => {
      const count = await readQuietly(store, (story) => {
        if (building !== build) return false;
        if (!index.has(story.id)) index.put(searchDocument(story, current));
        return true;
      });
      if (building !== build) return;
      build.isWhole = true;
      serving = build;
      building = undefined;
      log.info('search.built', { stories: count, ms: now().since(began).total('milliseconds') });
      onBuilt();
    };
    const { promise, resolve } = Promise.withResolvers<void>();
    const build: Build = { config: current, index, done: promise, isWhole: false };
    building = build;
    read()
      .catch((error: unknown) => {
        // What cannot be read now may be readable when somebody searches next.
        if (building === build) building = undefined;
        log.error('search.failed', { reason: messageOf(error) });
      })
      .finally(resolve);
    return build;
  };

  /** The index to answer from; a new one is begun where there is none, or the one there is has had its time. */
  const current = (): Build => {
    const wanted = config();
    const pending = building?.config === wanted ? building : undefined;
    if (serving?.config !== wanted) return pending ?? start(wanted);
    if (pending === undefined && isWornOut(serving.index, store)) start(wanted);
    return serving;
  };

  const ask = async (question: Omit<SearchQuestion, 'now'>, patienceMs: number) => {
    const build = current();
    if (!build.isWhole) await Promise.race([build.done, patience(patienceMs)]);
    return { build, ...build.index.find({ ...question, now: now() }) };
  };

  const read = async (ids: readonly StoryId[], { index }: Build): Promise<readonly Story[]> => {
    const stories = await Promise.all(ids.map(store.story));
    for (const [n, id] of ids.entries()) if (stories[n] === undefined) index.remove(id);
    return stories.flatMap((story) => story ?? []);
  };

  return {
    find: async (question, patienceMs) => {
      const { build, ids, total } = await ask(question, patienceMs);
      return { stories: await read(ids, build), total, isWhole: build.isWhole };
    },
    slices: async function* (question, patienceMs, atOnce) {
      const all = { order: 'newest', announcedOnly: true, limit: Number.MAX_SAFE_INTEGER } as const;
      const { build, ids } = await ask({ ...question, ...all }, patienceMs);
      for (let from = 0; from < ids.length; from += atOnce) yield read(ids.slice(from, from + atOnce), build);
    },
    take: (stories) => {
      for (const build of [serving, building]) {
        for (const story of stories) build?.index.put(searchDocument(story, build.config));
      }
    },
  };
};

const isWornOut = (index: SearchIndex, store: Pick<Store, 'health'>): boolean =>
  index.size() > store.health().stories * (1 + REPLACED_SHARE) + REPLACED_AT_LEAST;
