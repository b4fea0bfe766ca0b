import { createPipeline } from '../../../src/daemon/pipeline.ts';
import type { Config } from '../../../src/domain/config.ts';
import { createRetagger } from '../../../src/replay/replay-tags.ts';
import { createSite } from '../../../src/site/create-site.ts';
import type { FeedFormat } from '../../../src/site/feed/feed-view.ts';
import { UNMARKED } from '../../make.ts';
import type { Home } from './homes.ts';
import { tokensIn } from './world.ts';

/** The whole product without its schedule and its server, on a real store, with the clock of the simulation. */
export type House = {
  readonly reload: (config: Config) => void;
  readonly pollDue: () => Promise<void>;
  readonly feed: (format: FeedFormat) => Promise<string>;
  readonly restart: () => Promise<void>;
  /** Begins a poll and ends the process during the poll. Only the data that was stored before remains. */
  readonly die: () => Promise<void>;
  /** Tags the stored stories again, like `replay --apply`. */
  readonly retag: () => Promise<void>;
  /** Resolves to the id of the entry that contains each stored item, by the item's token. */
  readonly entries: () => Promise<ReadonlyMap<string, string>>;
  readonly retain: (since: Temporal.Instant) => Promise<number>;
  readonly close: () => Promise<void>;
};

const LISTENERS = {
  onReport: () => undefined,
  onMistake: (_source: unknown, error: unknown) => {
    throw error;
  },
  onStoreFailure: () => undefined,
};

export const openHouse = async (home: Home, initial: Config, now: () => Temporal.Instant): Promise<House> => {
  let config = initial;

  const open = async () => {
    const { store, shelf, editions } = await home.open(now);
    const pipeline = await createPipeline({
      config,
      store,
      now,
      chance: Math.random,
      underWay: UNMARKED,
    });
    const site = createSite({
      nearest: (articles, own) => pipeline.nearest()?.(articles, own) ?? [],
      config: pipeline.config,
      configProblems: () => [],
      store,
      shelf,
      editions,
      now,
    });
    pipeline.follow({ onReport: site.changed, onStoreFailure: () => {}, onMistake: () => {} });
    return { store, pipeline, site };
  };
  let rooms = await open();

  const close = async (): Promise<void> => {
    await rooms.pipeline.refuse();
    await rooms.pipeline[Symbol.asyncDispose]();
    await rooms.store.close();
  };
  const pollDue = (): Promise<void> =>
    rooms.pipeline.poll(rooms.pipeline.due(), LISTENERS, new AbortController().signal);

  return {
    reload: (edited) => {
      config = edited;
      rooms.pipeline.reload(edited);
      rooms.site.changed();
    },
    pollDue,
    feed: async (format) => {
      const resource = await rooms.site.resource(`/feed.${format}`, new URLSearchParams());
      if (resource?.status !== 200) throw new Error(`/feed.${format} answered ${resource?.status}`);
      return String(resource.body);
    },
    restart: async () => {
      await close();
      rooms = await open();
    },
    die: async () => {
      const dying = pollDue();
      await new Promise((resolve) => setTimeout(resolve, 20));
      await home.cut();
      await dying;
      await close();
      rooms = await open();
    },
    retag: async () => {
      const retag = createRetagger(config);
      const { store } = rooms;
      const stories = [];
      for await (const slice of store.each({}))
        for (const story of slice) stories.push(retag(story)?.story ?? []);
      await store.commit({ stories: stories.flat(), drops: [], states: [] });
      rooms.site.changed();
    },
    entries: async () => {
      const found = new Map<string, string>();
      for await (const slice of rooms.store.each({}))
        for (const { entryId, articles } of slice) {
          for (const { link } of articles) for (const token of tokensIn(link)) found.set(token, entryId);
        }
      return found;
    },
    retain: async (since) => {
      const { removed } = await rooms.store.removeBefore(since);
      rooms.site.changed();
      return removed;
    },
    close: async () => {
      await close();
      await home.remove();
    },
  };
};
