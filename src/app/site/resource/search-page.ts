import { renderSearch } from '../../../adapters/publish/page/render-search.ts';
import type { Resource } from '../../../pipeline/ports.ts';
import { entryContext, makeEntries } from '../../entries.ts';
import type { SiteRoom } from '../site-parts.ts';
import { mergedView, type SiteView } from '../views.ts';
import { htmlPage } from './resources.ts';

const SHOWN = 60;

/** The first search after a start finds its index unmade; what is newest is in it after a moment. */
const PATIENCE_MS = 1_500;

/** The page of a search, or, without one, of how to search. */
export const searchPage = async (
  view: SiteView | undefined,
  { config, search }: SiteRoom,
): Promise<Resource> => {
  const current = config();
  const words = view?.words ?? '';
  const found =
    words === ''
      ? { stories: [], total: 0, isWhole: true }
      : await search.find({ words, order: 'best', limit: SHOWN }, PATIENCE_MS);
  const { total, isWhole } = found;
  const page = htmlPage(
    renderSearch({
      settings: current.feed,
      view: (view ?? mergedView(current)).feed,
      words,
      entries: makeEntries(found.stories, entryContext(current)),
      total,
      isWhole,
    }),
  );
  return isWhole ? page : { ...page, maxAgeSeconds: 0 };
};
