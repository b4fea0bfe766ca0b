import { jstDay } from '../../domain/clock/jst-day.ts';
import { monthOf, monthsBetween } from '../../domain/entry/archive-month.ts';
import { archivePath, firstMonth } from '../archive/render-archive.ts';
import { editionPath } from '../edition/edition-feed.ts';
import { FEED_FORMATS, feedPath } from '../feed/feed-view.ts';
import { FIXED_PATHS } from '../routes.ts';
import type { SiteContext } from '../site-context.ts';
import { viewPathsOf } from '../views.ts';

/**
 * The paths of everything that a folder of files can hold: the fixed pages, the archives, each stored story, each day
 * with stories, and each view with its feeds. The config may not know some of the views.
 */
export const listPaths = async ({
  config,
  store,
  shelf,
  editions,
  now,
}: SiteContext): Promise<readonly string[]> => {
  const stories: string[] = [];
  const days = new Set<string>();
  // The page of sources links each outlet, the masthead both languages and the front page the top, even without news.
  const views = new Set(['/feed', '/top', '/languages/ja', '/languages/en']);
  for (const { id } of config().outlets) views.add(`/outlets/${id}`);
  for (const { key } of config().topics) views.add(`/topics/${key}`);
  for await (const slice of store.each({}))
    for (const story of slice) {
      stories.push(`/stories/${story.id}`);
      if (story.announcedAt !== undefined) days.add(`/${jstDay(story.published).toString()}`);
      for (const path of viewPathsOf(story)) views.add(path);
    }
  const first = await firstMonth(await shelf.names(), store);
  const months = first === undefined ? [] : monthsBetween(first, monthOf(now()));
  return [
    ...FIXED_PATHS,
    ...stories,
    ...days,
    ...FEED_FORMATS.map((format) => feedPath('/edition', format)),
    ...(await editions.names()).map(editionPath),
    ...[...views].flatMap((path) => [path, ...FEED_FORMATS.map((format) => feedPath(path, format))]),
    ...months.map((month) => feedPath(archivePath(month), 'atom')),
  ];
};
