import type { Config } from '../../domain/config.ts';
import { monthOf, startOfMonth, type YearMonth } from '../../domain/entry/archive-month.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { ArchiveLinks } from '../feed/feed-view.ts';
import type { LongAtom } from '../feed/render-long-atom.ts';
import type { StoryFinder } from '../name-related.ts';
import { mergedView } from '../views.ts';
import { renderMonth } from './render-month.ts';

/** The path of a month's archive document, without extension. */
export const archivePath = (month: YearMonth): string => `/archive/${month.toString()}`;

/** The Atom document of all that was first published in a JST month, newest first, as it stands now. */
export const renderArchive = (
  month: YearMonth,
  links: ArchiveLinks,
  store: Pick<Store, 'each'> & StoryFinder,
  config: Config,
): Promise<LongAtom> => {
  const stories = store.each({
    from: startOfMonth(month),
    until: startOfMonth(month.add({ months: 1 })),
    announcedOnly: true,
  });
  const { feed: merged } = mergedView(config);
  const view = {
    ...merged,
    path: archivePath(month),
    title: `${merged.title}, ${month.toString()}`,
    archive: { ...links, current: merged.path },
  };
  return renderMonth({ feed: view }, stories, store, config);
};

/** The first month in which anything was published; undefined while nothing was. */
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
