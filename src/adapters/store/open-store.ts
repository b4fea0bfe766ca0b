import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Low } from 'lowdb';
import { z } from 'zod';
import type { IdentityKey } from '../../domain/article/article.ts';
import { identityKeys } from '../../domain/article/identity-keys.ts';
import type { Drop } from '../../domain/item/drop.ts';
import type { SourceState } from '../../domain/source/source-state.ts';
import type { Story } from '../../domain/story/story.ts';
import type { Clock, Known, Log, Store, StoryQuery } from '../../pipeline/ports.ts';
import { readDrop } from './drop-schema.ts';
import { readState } from './state-schema.ts';
import { readStory } from './story-schema.ts';

export type OpenedStore =
  | { readonly kind: 'opened'; readonly store: Store }
  /** Another process holds the folder: `by` says which, and since when. */
  | { readonly kind: 'locked'; readonly by: string }
  | { readonly kind: 'failed'; readonly reason: string };

export type StoreOptions = {
  readonly folder: string;
  readonly log: Log;
  readonly now: Clock;
  /** False for commands that only read: no lock is taken, and nothing is written. */
  readonly lock?: boolean;
};

const file = z.object({
  version: z.literal(1),
  stories: z.array(z.unknown()),
  drops: z.array(z.unknown()),
  states: z.array(z.unknown()),
  removed: z.array(z.string()),
});

/** Opens the store in a folder, which is made where it is not there. */
export const openStore = async ({ folder, log }: StoreOptions): Promise<OpenedStore> => {
  const path = join(folder, 'store.json');
  const stories = new Map<string, Story>();
  const storyOf = new Map<string, Story>();
  const states = new Map<string, SourceState>();
  const keys = new Map<IdentityKey, Known>();
  const drops = new Map<IdentityKey, Drop>();
  const addStory = (story: Story): void => {
    stories.set(story.id, story);
    for (const article of story.articles) {
      storyOf.set(article.id, story);
      for (const key of identityKeys(article)) keys.set(key, { kind: 'article', id: article.id });
    }
  };
  const addDrop = (drop: Drop): void => {
    for (const key of drop.keys) {
      if (keys.get(key)?.kind === 'article') continue;
      keys.set(key, { kind: 'dropped' });
      drops.set(key, drop);
    }
  };
  try {
    await mkdir(folder, { recursive: true });
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) {
      const stored = file.parse(JSON.parse(text));
      for (const key of stored.removed) keys.set(key as IdentityKey, { kind: 'removed' });
      for (const drop of stored.drops) addDrop(readDrop(drop));
      for (const story of stored.stories) addStory(readStory(story));
      for (const state of stored.states.map(readState)) states.set(state.source, state);
    }
  } catch (error) {
    return { kind: 'failed', reason: String(error) };
  }
  const database = new Low<unknown>(
    {
      read: async () => null,
      write: async (data) => {
        const handle = await open(`${path}.tmp`, 'w');
        await handle.writeFile(JSON.stringify(data));
        await handle.sync();
        await handle.close();
        await rename(`${path}.tmp`, path);
        const parent = await open(dirname(path), 'r');
        await parent.sync();
        await parent.close();
      },
    },
    {},
  );
  let writing = Promise.resolve();
  const save = async (): Promise<void> => {
    const write = async (): Promise<void> => {
      database.data = {
        version: 1,
        stories: [...stories.values()],
        drops: [...new Set(drops.values())],
        states: [...states.values()],
        removed: [...keys].filter(([, known]) => known.kind === 'removed').map(([key]) => key),
      };
      await database.write();
    };
    const next = writing.then(write);
    writing = next.catch(() => undefined);
    await next;
  };
  const gainedAt = (story: Story): Temporal.Instant =>
    story.articles.map((a) => a.firstSeenAt).reduce((a, b) => (Temporal.Instant.compare(a, b) > 0 ? a : b));
  log.info('store.opened', { folder, stories: stories.size });
  const store: Store = {
    state: (source) => states.get(source),
    knows: (key) => keys.get(key),
    storyOf: (article) => storyOf.get(article)?.id,
    story: async (id) => stories.get(id),
    storiesSince: async (moment) =>
      [...stories.values()]
        .filter((story) => Temporal.Instant.compare(gainedAt(story), moment) >= 0)
        .sort((a, b) => Temporal.Instant.compare(gainedAt(a), gainedAt(b))),
    stories: async (query) =>
      [...stories.values()]
        .filter((story) => fits(story, query))
        .sort((a, b) => Temporal.Instant.compare(b.published, a.published) || (a.id < b.id ? -1 : 1))
        .slice(0, query.limit),
    drop: async (key) => drops.get(key),
    commit: async (change) => {
      for (const story of change.stories) addStory(story);
      for (const drop of change.drops) addDrop(drop);
      for (const state of change.states) states.set(state.source, state);
      await save();
    },
    removeBefore: async (moment) => {
      const old = [...stories.values()].filter((s) => Temporal.Instant.compare(gainedAt(s), moment) < 0);
      for (const story of old) {
        stories.delete(story.id);
        for (const article of story.articles) {
          storyOf.delete(article.id);
          for (const key of identityKeys(article)) keys.set(key, { kind: 'removed' });
        }
      }
      await save();
      return { removed: old.length };
    },
    health: () => ({ articles: storyOf.size, stories: stories.size, bytes: 0, problems: [] }),
    close: async () => writing,
  };
  return { kind: 'opened', store };
};

const fits = (story: Story, query: StoryQuery): boolean =>
  (!query.announcedOnly || story.announcedAt !== undefined) &&
  (query.from === undefined || Temporal.Instant.compare(story.published, query.from) >= 0) &&
  (query.until === undefined || Temporal.Instant.compare(story.published, query.until) < 0) &&
  story.articles.some((a) => query.outlet === undefined || a.outlet.id === query.outlet) &&
  story.articles.some((a) => query.language === undefined || a.language === query.language) &&
  story.articles.some(
    (a) =>
      a.tags.some((t) => query.company === undefined || (t.kind === 'company' && t.code === query.company)) ||
      query.company === undefined,
  ) &&
  story.articles.some(
    (a) =>
      a.tags.some((t) => query.topic === undefined || (t.kind === 'topic' && t.key === query.topic)) ||
      query.topic === undefined,
  );
