import type { Story } from '../../domain/story/story.ts';
import type { Store } from '../../pipeline/ports.ts';

/** Stories of one reading. */
const AT_ONCE = 500;

/** Every story of a store, newest `published` first, so many in memory at a time. */
export async function* eachStory(
  store: Pick<Store, 'stories'>,
  atOnce: number = AT_ONCE,
): AsyncGenerator<Story> {
  let until: Temporal.Instant | undefined;
  const seen = new Set<string>();
  for (;;) {
    // Stories of one moment may be cut by the limit: the next reading begins with that moment, and skips the known.
    const limit = atOnce + seen.size;
    const stories = await store.stories({ limit, once: true, ...(until === undefined ? {} : { until }) });
    const fresh = stories.filter(({ id }) => !seen.has(id));
    yield* fresh;
    const last = stories.at(-1);
    if (last === undefined || fresh.length === 0) return;
    seen.clear();
    for (const story of stories) {
      if (Temporal.Instant.compare(story.published, last.published) === 0) seen.add(story.id);
    }
    // `until` is exclusive: a millisecond later still takes in the last moment.
    until = last.published.add({ nanoseconds: 1000 });
  }
}
