import type { Resource } from '../../serve/ports.ts';
import { entryContext, makeEntries } from '../entries.ts';
import { renderSearch } from '../page/render-search.ts';
import type { SiteRoom } from '../site-parts.ts';
import { mergedView, type SiteView } from '../views.ts';
import { htmlPage } from './resources.ts';

const SHOWN = 60;

/** Counting more than these would take longer than finding the best. */
const MOST_COUNTED = 1_000;

/** The page of a search, or, without one, of how to search. */
export const searchPage = async (
  view: SiteView | undefined,
  { config, store, isWhole }: SiteRoom,
): Promise<Resource> => {
  const current = config();
  const words = view?.words ?? '';
  const query = view?.query ?? {};
  const stories = words === '' ? [] : await store.stories({ ...query, order: 'best', limit: SHOWN });
  const page = htmlPage(
    renderSearch({
      settings: current.feed,
      view: (view ?? mergedView(current)).feed,
      words,
      entries: makeEntries(stories, entryContext(current)),
      total: words === '' ? 0 : store.count(query, MOST_COUNTED),
      most: MOST_COUNTED,
      isWhole: isWhole(),
    }),
  );
  return isWhole() ? page : { ...page, maxAgeSeconds: 0 };
};
