import type { Resource } from '../../serve/ports.ts';
import { renderStatus } from '../page/render-status.ts';
import type { SiteRoom } from '../site-parts.ts';
import { mergedView } from '../views.ts';
import { readStatus } from './read-status.ts';
import { htmlPage } from './resources.ts';

/** The page of all sources. */
export const statusPage = async (site: SiteRoom): Promise<Resource> => {
  const status = readStatus(site);
  const current = site.config();
  const page = htmlPage(renderStatus({ settings: current.feed, view: mergedView(current).feed, status }));
  return { ...page, maxAgeSeconds: 0 };
};

/** What the page says, for programs. */
export const statusJson = async (site: SiteRoom): Promise<Resource> => ({
  status: 200,
  contentType: 'application/json',
  body: `${JSON.stringify(readStatus(site), undefined, 2)}\n`,
  maxAgeSeconds: 0,
  page: true,
});
