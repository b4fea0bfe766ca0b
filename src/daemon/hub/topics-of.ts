import type { Config } from '../../domain/config.ts';
import type { Story } from '../../domain/story/story.ts';
import { feedPath } from '../../site/feed/feed-path.ts';
import { FEED_FORMATS } from '../../site/feed/feed-view.ts';
import { viewAt, viewPathsOf } from '../../site/views.ts';

/** The addresses of all feeds that hold one of the stories, as each feed states its own (`rel="self"`). */
export const topicsOf = (stories: readonly Story[], config: Config): readonly string[] => {
  const announced = stories.filter(({ announcedAt }) => announcedAt !== undefined);
  const paths = new Set(announced.flatMap(viewPathsOf));
  return [...paths]
    .flatMap((path) => viewAt(path, config)?.feed ?? [])
    .flatMap(({ path }) => FEED_FORMATS.map((format) => `${config.feed.url}${feedPath(path, format)}`));
};
