import type { Store } from '../../pipeline/ports.ts';

/** Stories of one reading. */
const AT_ONCE = 500;

/**
 * Every story of a store as a line of JSON, newest `published` first, a few hundred in memory at a time. Moments
 * are ISO 8601 texts.
 */
export async function* exportStore(store: Pick<Store, 'stories'>): AsyncGenerator<string> {
  let until: Temporal.Instant | undefined;
  const seen = new Set<string>();
  for (;;) {
    // Stories of one moment may be cut by the limit: the next reading begins with that moment, and skips the known.
    const limit = AT_ONCE + seen.size;
    const stories = await store.stories({ limit, ...(until === undefined ? {} : { until }) });
    const fresh = stories.filter(({ id }) => !seen.has(id));
    for (const story of fresh) yield `${JSON.stringify(story)}\n`;
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
