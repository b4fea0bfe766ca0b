import type { OutletId } from '../source/outlet.ts';
import type { Story, StoryId } from './story.ts';

/** Number of hours in which an outlet may announce its share of entries. */
const SHARE_HOURS = 1;

/** Counts the entries that each outlet announced in the last hour. */
export type Announcements = {
  /** Counts the entries that the outlet announced in the hour before `now`, and forgets the outlet's earlier entries. */
  readonly count: (outlet: OutletId, now: Temporal.Instant) => number;
  /** Adds stored stories that are announced; ignores silent ones. A story that is added twice counts once. */
  readonly accept: (stories: readonly Story[]) => void;
};

export const shareBegins = (now: Temporal.Instant): Temporal.Instant => now.subtract({ hours: SHARE_HOURS });

export const createAnnouncements = (): Announcements => {
  const byOutlet = new Map<OutletId, Map<StoryId, Temporal.Instant>>();
  return {
    count: (outlet, now) => {
      const announced = byOutlet.get(outlet) ?? new Map<StoryId, Temporal.Instant>();
      const begin = shareBegins(now);
      for (const [story, at] of announced)
        if (Temporal.Instant.compare(at, begin) <= 0) announced.delete(story);
      if (announced.size === 0) byOutlet.delete(outlet);
      return announced.size;
    },
    accept: (stories) => {
      for (const story of stories) {
        if (story.announcedAt === undefined) continue;
        byOutlet.getOrInsert(announcerOf(story), new Map()).set(story.id, story.announcedAt);
      }
    },
  };
};

/** Returns the outlet of the article that arrived when a story was announced, else of the first article. */
const announcerOf = ({ articles, announcedAt }: Story): OutletId => {
  const came = articles.find(({ firstSeenAt }) => announcedAt?.equals(firstSeenAt) === true);
  return (came ?? articles[0]).outlet.id;
};
