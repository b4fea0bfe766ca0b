import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Config, FeedSettings } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { monthOf, monthsBetween, startOfMonth, type YearMonth } from '../../domain/entry/archive-month.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { Story } from '../../domain/story/story.ts';
import { makeEntries } from '../entries.ts';
import { entryContext } from '../entry-context.ts';
import type { ArchiveLinks, FeedView } from '../feed/feed-view.ts';
import { contentOf } from '../feed/make-feed.ts';
import { renderAtom } from '../feed/render-atom.ts';
import { nameRelated, type StoryFinder } from '../name-related.ts';
import type { SiteContext } from '../site-context.ts';
import { mergedView } from '../views.ts';

/** Returns the path of a month's archive document, without extension. */
export const archivePath = (month: YearMonth): string => `/archive/${month.toString()}`;

/** Resolves to the Atom document of the announced stories that were published in a JST month, newest first. */
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
  return renderMonth(view, stories, store, config);
};

/** Resolves to the oldest frozen month, else the month of the oldest announced story; undefined if both are missing. */
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

/** Resolves to all months from the first month with an archive to the current month. */
export const archiveMonths = async ({
  shelf,
  store,
  now,
}: Pick<SiteContext, 'shelf' | 'store' | 'now'>): Promise<readonly YearMonth[]> => {
  const first = await firstMonth(await shelf.names(), store);
  return first === undefined ? [] : monthsBetween(first, monthOf(now()));
};

/**
 * Resolves to the Atom document of a month's stories. The document names no hub, because the hub is notified only of
 * changes of feeds.
 */
export const renderMonth = (
  view: FeedView,
  slices: AsyncIterable<readonly Story[]>,
  store: StoryFinder,
  config: Config,
): Promise<LongAtom> => {
  const { hub: _, ...settings } = config.feed;
  async function* entriesInTurns(): AsyncGenerator<readonly Entry[]> {
    for await (const stories of slices) {
      yield nameRelated(makeEntries(stories, entryContext(config), view.language), store, config);
      await nextTurn();
    }
  }
  return renderLongAtom(view, entriesInTurns(), settings);
};

type LongAtom = {
  readonly atom: string;
  /** The time of the latest change of an entry; absent if the document has no entry. */
  readonly updated?: Temporal.Instant;
};

/** Writes the same Atom document as `renderFeed`, but in slices, so that the event loop can run between two slices. */
export const renderLongAtom = async (
  view: FeedView,
  slices: AsyncIterable<readonly Entry[]>,
  settings: FeedSettings,
): Promise<LongAtom> => {
  const render = (entries: readonly Entry[]) => renderAtom(contentOf(view, entries, settings, entries));
  const written: string[] = [];
  let newest: Entry | undefined;
  for await (const entries of slices) {
    written.push(...render(entries).items);
    newest = entries.reduce<Entry | undefined>(newer, newest);
  }
  // The text around the entries depends only on the newest change among them.
  const { head, tail } = render(newest === undefined ? [] : [newest]);
  return { atom: [head, ...written, tail].join(''), ...defined({ updated: newest?.updated }) };
};

const newer = (a: Entry | undefined, b: Entry): Entry =>
  a !== undefined && Temporal.Instant.compare(a.updated, b.updated) >= 0 ? a : b;
