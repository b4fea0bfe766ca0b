import type { Config } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { monthOf, readMonth, startOfMonth, type YearMonth } from '../../domain/entry/archive-month.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { Resource } from '../../serve/ports.ts';
import { FEED_CONTENT_TYPES } from '../feed/render-feed.ts';
import type { SiteView } from '../views.ts';
import type { LastKept } from './keep-last.ts';
import { renderMonth } from './render-month.ts';

/** A story may still come, or get another tag. */
const MAX_AGE_SECONDS = 300;

type ViewMonthsParts = {
  readonly config: () => Config;
  readonly store: Pick<Store, 'stories' | 'each'>;
  readonly kept: LastKept;
};

/** Of a view's entries of a JST month, without extension. */
export const monthPath = (viewPath: string, month: YearMonth): string => {
  const [path, query] = viewPath.split('?', 2);
  return `${path}/${month.toString()}${query === undefined ? '' : `?${query}`}`;
};

/**
 * The pages of a view other than the merged one, by name (`2026-11`): what it has of that month, as it stands now. A tag
 * may come and go, so that these are pages (RFC 5005 §3), not archives. Undefined for a month that it has nothing of.
 */
export const createViewMonths = ({ config, store, kept }: ViewMonthsParts) => {
  const make = async (view: SiteView, month: YearMonth): Promise<Resource | undefined> => {
    const { feed, language, query } = view;
    const range = { from: startOfMonth(month), until: startOfMonth(month.add({ months: 1 })) };
    const [older] = await store.stories({ ...query, until: range.from, announcedOnly: true, limit: 1 });
    const page = {
      ...feed,
      path: monthPath(feed.path, month),
      title: `${feed.title}, ${month.toString()}`,
      pages: {
        first: feed.path,
        ...defined({
          next: older === undefined ? undefined : monthPath(feed.path, monthOf(older.published)),
        }),
      },
    };
    const stories = store.each({ ...query, ...range, announcedOnly: true });
    const { atom, updated } = await renderMonth(page, stories, config(), language);
    if (updated === undefined) return undefined;
    return {
      status: 200,
      contentType: FEED_CONTENT_TYPES.atom,
      body: atom,
      lastModified: updated,
      maxAgeSeconds: MAX_AGE_SECONDS,
      page: false,
    };
  };

  return async (view: SiteView, name: string): Promise<Resource | undefined> => {
    const month = readMonth(name);
    if (month === undefined) return undefined;
    return kept.get(`${name} ${view.feed.path} ${config().feed.url}`, () => make(view, month));
  };
};
