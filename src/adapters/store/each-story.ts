import type { Story } from '../../domain/story/story.ts';
import type { Store, StoryQuery } from '../../pipeline/ports.ts';

/** Stories of one reading. */
const AT_ONCE = 500;

type Reading = Omit<StoryQuery, 'limit'> & { readonly atOnce?: number };

/** Every story of a store that a query asks for, newest `published` first, so many in memory at a time. */
export async function* eachStory(
  store: Pick<Store, 'stories'>,
  reading: Reading = {},
): AsyncGenerator<Story> {
  for await (const stories of eachSlice(store, reading)) yield* stories;
}

/** The same, so many stories in each array; no array is empty. */
export async function* eachSlice(
  store: Pick<Store, 'stories'>,
  { atOnce = AT_ONCE, ...query }: Reading,
): AsyncGenerator<readonly Story[]> {
  let { until } = query;
  const seen = new Set<string>();
  for (;;) {
    // Stories of one moment may be cut by the limit: the next reading begins with that moment, and skips the known.
    const limit = atOnce + seen.size;
    const stories = await store.stories({
      ...query,
      limit,
      once: true,
      ...(until === undefined ? {} : { until }),
    });
    const fresh = stories.filter(({ id }) => !seen.has(id));
    const last = stories.at(-1);
    if (last === undefined || fresh.length === 0) return;
    yield fresh;
    seen.clear();
    for (const story of stories) {
      if (Temporal.Instant.compare(story.published, last.published) === 0) seen.add(story.id);
    }
    // `until` is exclusive: a millisecond later still takes in the last moment.
    until = last.published.add({ nanoseconds: 1000 });
  }
}
