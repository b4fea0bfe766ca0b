import type { OutletId } from '../source/outlet.ts';
import type { Story, StoryId } from './story.ts';

/** Hours for which an outlet's share of announcements counts. */
const SHARE_HOURS = 1;

/** The entries that each outlet announced in the last hour. Computed from stored stories, so that it survives a restart. */
export type Announcements = {
  /** How many entries the outlet announced in the hour before the moment. */
  readonly count: (outlet: OutletId, now: Temporal.Instant) => number;
  /** Adds stored stories; a story that is added again still counts once. */
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

/**
 * The outlet whose report made a story an entry: of the article that came with the announcement, else of the first
 * article.
 */
const announcerOf = ({ articles, announcedAt }: Story): OutletId => {
  const came = articles.find(({ firstSeenAt }) => announcedAt?.equals(firstSeenAt) === true);
  return (came ?? articles[0]).outlet.id;
};
