import type { Config } from '../domain/config.ts';
import { entryContext } from './entries.ts';
import { homeView, type SiteView, searchView, viewAt } from './views.ts';

/** The view that an address asks for with its path (without extension) and query; undefined where there is none. */
export const askedView = (stem: string, query: URLSearchParams, config: Config): SiteView | undefined => {
  if (stem === '/search') return searchView(query.get('q'), config);
  if (stem === '/' || stem === '/feed') return homeView(query, config, entryContext(config));
  return viewAt(stem, config, entryContext(config));
};
