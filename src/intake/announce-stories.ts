import type { Article } from '../domain/article/article.ts';
import type { SpeakerOf } from '../domain/source/source.ts';
import type { Announcements } from '../domain/story/announcements.ts';
import { announceStory } from '../domain/story/grow-story.ts';
import type { Story, StoryId } from '../domain/story/story.ts';
import type { Polled } from './poll-source.ts';

/**
 * A report that is news: it announces its story if the story has no entry yet and the speaker's share is not used up.
 */
export type News = {
  readonly story: StoryId;
  readonly article: Pick<Article, 'id' | 'source' | 'outlet' | 'published'>;
  readonly polled: Polled;
};

/** Maximum number of entries that a speaker announces in an hour, and the number announced in the last hour. */
export type Share = {
  readonly perOutlet: number;
  readonly announcements: Pick<Announcements, 'count'>;
  readonly speakerOf: SpeakerOf;
};

/**
 * Announces the stories of `news` in the map `stories`, newest report first, up to each speaker's limit for an hour. If
 * the first article of a story is not in `news`, the story was silent. It then gets the date of the report that
 * announces it, because an outlet can date its article back and wait for another outlet's report.
 * Returns the number of stories that stay silent, for each poll that has any.
 */
export const announceStories = (
  news: readonly News[],
  stories: Map<StoryId, Story>,
  { perOutlet, announcements, speakerOf }: Share,
): ReadonlyMap<Polled, number> => {
  const announced = new Map<string, number>();
  const ids = new Set(news.map(({ article }) => article.id));
  const kept: News[] = [];
  for (const one of news.toSorted(byNewest)) {
    const { story: id, article, polled } = one;
    const story = stories.get(id);
    if (story === undefined || story.announcedAt !== undefined) continue;
    const speaker = speakerOf(article);
    const before = announced.getOrInsertComputed(speaker, () =>
      announcements.count(speaker, speakerOf, polled.at),
    );
    if (before >= perOutlet) kept.push(one);
    else {
      announced.set(speaker, before + 1);
      const date = ids.has(story.articles[0].id) ? story.published : article.published;
      stories.set(id, announceStory(story, polled.at, date));
    }
  }
  const silent = kept.filter(({ story }) => stories.get(story)?.announcedAt === undefined);
  const byPoll = Map.groupBy(silent, ({ polled }) => polled);
  return new Map([...byPoll].map(([polled, own]) => [polled, new Set(own.map(({ story }) => story)).size]));
};

const byNewest = (a: News, b: News): number =>
  Temporal.Instant.compare(b.article.published, a.article.published) || (a.story < b.story ? -1 : 1);
