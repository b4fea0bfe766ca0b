import type { Story } from './story.ts';

/** How much earlier than its announcement a story may be dated (`publishedAt`). */
export const DATED_BEFORE = Temporal.Duration.from({ hours: 24 });

/**
 * The stories that were announced last, newest `published` first, ties by id: those that a feed of so many entries
 * shows. By their dates alone, news that an outlet lists a day late would stand behind the feed's end at once, and no
 * reader would ever see it.
 */
export const latestAnnounced = (stories: readonly Story[], count: number): readonly Story[] =>
  stories
    .filter(({ announcedAt }) => announcedAt !== undefined)
    .toSorted((a, b) => compare(b.announcedAt, a.announcedAt) || byDate(a, b))
    .slice(0, count)
    .toSorted(byDate);

const byDate = (a: Story, b: Story): number => compare(b.published, a.published) || (a.id < b.id ? -1 : 1);

const compare = (a: Temporal.Instant | undefined, b: Temporal.Instant | undefined): number =>
  a === undefined || b === undefined ? 0 : Temporal.Instant.compare(a, b);
