import type { Article } from '../article/article.ts';
import type { SpeakerOf } from '../source/source.ts';
import type { Story, StoryId } from './story.ts';

/** Number of hours in which a speaker may announce the share of an outlet. */
const SHARE_HOURS = 1;

/** Counts the entries that each speaker announced in the last hour. */
export type Announcements = {
  /** Counts the entries that the speaker announced in the hour before `now`, and forgets all earlier entries. */
  readonly count: (speaker: string, speakerOf: SpeakerOf, now: Temporal.Instant) => number;
  /**
   * Adds stored stories that are announced; ignores silent ones. A story that is added twice counts once, for its first
   * speaker. So if an outlet takes over an aggregator's article, the entry still counts for the aggregator.
   */
  readonly accept: (stories: readonly Story[]) => void;
};

export const shareBegins = (now: Temporal.Instant): Temporal.Instant => now.subtract({ hours: SHARE_HOURS });

export const createAnnouncements = (): Announcements => {
  const announced = new Map<StoryId, { readonly by: Announcer; readonly atMs: number }>();
  return {
    count: (speaker, speakerOf, now) => {
      const beginMs = shareBegins(now).epochMilliseconds;
      let entries = 0;
      for (const [story, entry] of announced) {
        if (entry.atMs <= beginMs) announced.delete(story);
        else if (speakerOf(entry.by) === speaker) entries += 1;
      }
      return entries;
    },
    accept: (stories) => {
      for (const story of stories) {
        const atMs = story.announcedAt?.epochMilliseconds;
        if (atMs !== undefined)
          announced.getOrInsertComputed(story.id, () => ({ by: announcerOf(story), atMs }));
      }
    },
  };
};

type Announcer = Pick<Article, 'source' | 'outlet'>;

/** Returns the article that arrived when a story was announced, else the first article. */
const announcerOf = ({ articles, announcedAt }: Story): Announcer => {
  const came = articles.find(({ firstSeenAt }) => announcedAt?.equals(firstSeenAt) === true);
  const { source, outlet } = came ?? articles[0];
  return { source, outlet };
};
