import type { OutletId } from '../source/outlet.ts';
import type { Story, StoryId } from './story.ts';

/** Number of hours in which an outlet may announce its share of entries. */
const SHARE_HOURS = 1;

/** Counts the entries that each outlet announced in the last hour. */
export type Announcements = {
  /** Counts the entries that the outlet announced in the hour before `now`, and forgets all earlier entries. */
  readonly count: (outlet: OutletId, now: Temporal.Instant) => number;
  /** Adds stored stories that are announced; ignores silent ones. A story that is added twice counts once. */
  readonly accept: (stories: readonly Story[]) => void;
};

export const shareBegins = (now: Temporal.Instant): Temporal.Instant => now.subtract({ hours: SHARE_HOURS });

export const createAnnouncements = (): Announcements => {
  const announced = new Map<StoryId, { readonly outlet: OutletId; readonly atMs: number }>();
  return {
    count: (outlet, now) => {
      const beginMs = shareBegins(now).epochMilliseconds;
      let entries = 0;
      for (const [story, entry] of announced) {
        if (entry.atMs <= beginMs) announced.delete(story);
        else if (entry.outlet === outlet) entries += 1;
      }
      return entries;
    },
    accept: (stories) => {
      for (const story of stories) {
        const atMs = story.announcedAt?.epochMilliseconds;
        if (atMs !== undefined) announced.set(story.id, { outlet: announcerOf(story), atMs });
      }
    },
  };
};

/** Returns the outlet of the article that arrived when a story was announced, else of the first article. */
const announcerOf = ({ articles, announcedAt }: Story): OutletId => {
  const came = articles.find(({ firstSeenAt }) => announcedAt?.equals(firstSeenAt) === true);
  return (came ?? articles[0]).outlet.id;
};
