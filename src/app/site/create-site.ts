import { STATIC_FILES } from '../../adapters/publish/page/static-files.ts';
import type { Resource, Site } from '../../pipeline/ports.ts';
import { createArchives } from '../archive/create-archives.ts';
import { createResourceCache } from './cache.ts';
import { feedResource } from './feed-resource.ts';
import { nothingAt } from './nothing-at.ts';
import { contextOf, type SiteParts } from './site-parts.ts';
import { sourcesList } from './sources-list.ts';
import { statusPage } from './status-page.ts';
import { storyPage } from './story-page.ts';
import { viewPage } from './view-page.ts';
import { mergedView, splitFormat, viewAt } from './views.ts';

/** A page is made again after this time even without news: its lead story is of the last 24 hours. */
const PAGE_KEPT_MS = 60_000;

export type DaemonSite = Site & {
  /** Something was stored, or the config was reloaded. */
  readonly changed: () => void;
};

/** Everything that the daemon serves, by path. Rendered when somebody asks, kept until something changes. */
export const createSite = (site: SiteParts): DaemonSite => {
  const { config, now } = site;
  const cache = createResourceCache(() => now().epochMilliseconds);
  const archives = createArchives(site);

  const make = async (path: string): Promise<Resource | undefined> => {
    const current = config();
    if (path === '/') return viewPage(mergedView(current), site);
    if (path === '/status') return statusPage(site);
    if (path === '/sources.opml') return sourcesList(current);
    if (path.startsWith('/stories/')) return storyPage(path.slice('/stories/'.length), site);
    const { stem, format } = splitFormat(path);
    const view = viewAt(stem, current, contextOf(current));
    if (view === undefined || (format === undefined && stem === '/feed')) return undefined;
    return format === undefined ? viewPage(view, site) : feedResource(view, format, site);
  };

  return {
    changed: () => {
      cache.changed();
      archives.changed();
    },
    resource: async (path) => {
      const file = STATIC_RESOURCES.get(path);
      if (file !== undefined) return file;
      if (path === '/healthz') return ALIVE;
      const [, month] = /^\/archive\/([^/]*)\.atom$/.exec(path) ?? [];
      const archive = month === undefined ? undefined : await archives.document(month);
      if (archive !== undefined) return archive;
      const keptMs = splitFormat(path).format !== undefined ? Number.POSITIVE_INFINITY : PAGE_KEPT_MS;
      return (
        (await cache.get(path, keptMs, () => make(path))) ?? nothingAt(path, config(), contextOf(config()))
      );
    },
  };
};

const STATIC_RESOURCES: ReadonlyMap<string, Resource> = new Map(
  Array.from(STATIC_FILES, ([path, file]) => [path, { status: 200, page: false, ...file }]),
);

const ALIVE: Resource = {
  status: 200,
  contentType: 'text/plain; charset=utf-8',
  body: 'alive\n',
  maxAgeSeconds: 0,
  page: false,
};
