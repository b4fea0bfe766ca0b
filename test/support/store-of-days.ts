import type { Store } from '../../src/domain/store/contract.ts';
import { createArchiveShelf } from '../../src/store/document/create-shelves.ts';
import { aDrop, anArticle, aState, aStory } from '../store/make-story.ts';
import { openedStore } from '../store/opened-store.ts';

/** The moment of the last commit. */
const END = Temporal.Instant.from('2026-11-25T03:00:00Z');

const STORIES_A_COMMIT = 10;

const RETENTION_HOURS = 20 * 24;

/** Number of the story in the last commit. */
export const LAST = 900;

const storyAt = (n: number, at: Temporal.Instant, revision = 1) => {
  const article = anArticle(n, { published: at, firstSeenAt: at, revision });
  return aStory(n, { articles: [article], published: at, updated: at, announcedAt: at });
};

const stateAt = (source: string, at: Temporal.Instant) =>
  aState(source, { nextPollAt: at.add({ hours: 1 }) });

/** Resolves to an open store after an hour of use, with new and changed stories, a united story, drops and states. */
export const storeOfAnHour = async (folder: string): Promise<Store> => {
  let now = END.subtract({ hours: 1 });
  const store = await openedStore(folder, { now: () => now });
  await use(store, 0, now);
  now = END;
  await use(store, 1, now);
  await finish(store, now);
  return store;
};

/**
 * Resolves to an open store after forty days of use, with retention every day, an archive, and one rewriting of its
 * log.
 */
export const storeOfFortyDays = async (folder: string): Promise<Store> => {
  let now = END.subtract({ hours: 40 * 24 });
  const store = await openedStore(folder, { now: () => now });
  for (let day = 0; day < 40; day += 1) {
    await use(store, day, now);
    await store.removeBefore(now.subtract({ hours: RETENTION_HOURS }));
    if (day === 30) await store.compact();
    now = now.add({ hours: 24 });
  }
  await finish(store, now);
  await createArchiveShelf(folder).keep('2026-10', {
    ...{ frozenAt: END, base: 'https://archive.invalid', atom: '<feed>瓦版</feed>' },
  });
  return store;
};

/** Commits ten new stories, and changes and unites stories of the previous commit, if there is one. */
const use = async (store: Store, time: number, now: Temporal.Instant): Promise<void> => {
  const first = time * STORIES_A_COMMIT + 1;
  const stories = Array.from({ length: STORIES_A_COMMIT }, (_, n) => storyAt(first + n, now));
  const before = first - STORIES_A_COMMIT;
  await store.commit({
    stories: time === 0 ? stories : [...stories, storyAt(before, now, 2)],
    drops: [aDrop(first, { at: now })],
    states: [stateAt('kanda', now), stateAt(time === 0 ? 'first' : 'later', now)],
    united: time === 0 ? [] : [aStory(first - 1).id],
  });
};

const finish = (store: Store, now: Temporal.Instant): Promise<void> =>
  store.commit({ stories: [storyAt(LAST, now)], drops: [], states: [stateAt('last', now)] });
