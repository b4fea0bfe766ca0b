import { renderFeed } from '../../adapters/publish/render-feed.ts';
import { monthOf, startOfMonth, type YearMonth } from '../../domain/entry/archive-month.ts';
import type { ArchiveLinks, Config, Store } from '../../pipeline/ports.ts';
import { entryContext, makeEntries } from '../entries.ts';
import { mergedView } from '../site/views.ts';

/** Of a month's archive document, without extension. */
export const archivePath = (month: YearMonth): string => `/archive/${month.toString()}`;

/** The Atom document of all that was first published in a JST month, newest first, as it stands now. */
export const renderArchive = async (
  month: YearMonth,
  links: ArchiveLinks,
  store: Pick<Store, 'stories'>,
  config: Config,
): Promise<string> => {
  const stories = await store.stories({
    from: startOfMonth(month),
    until: startOfMonth(month.add({ months: 1 })),
    announcedOnly: true,
    limit: Number.MAX_SAFE_INTEGER,
  });
  const { feed: merged } = mergedView(config);
  const view = {
    ...merged,
    path: archivePath(month),
    title: `${merged.title}, ${month.toString()}`,
    archive: { ...links, current: merged.path },
  };
  // What is in an archive is told of already, so it names no hub.
  const { hub: _, ...settings } = config.feed;
  return renderFeed('atom', view, makeEntries(stories, entryContext(config)), settings);
};

/** The first month that anything was published in; undefined while nothing was. */
export const firstMonth = async (
  frozen: readonly string[],
  store: Pick<Store, 'stories'>,
): Promise<YearMonth | undefined> => {
  const [oldest] = frozen;
  if (oldest !== undefined) return Temporal.PlainYearMonth.from(oldest);
  let first: YearMonth | undefined;
  for (;;) {
    const before = first === undefined ? {} : { until: startOfMonth(first) };
    const [story] = await store.stories({ ...before, announcedOnly: true, limit: 1 });
    if (story === undefined) return first;
    first = monthOf(story.published);
  }
};
