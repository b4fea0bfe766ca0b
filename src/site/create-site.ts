import type { Config } from '../domain/config.ts';
import type { Resource, Site } from '../serve/ports.ts';
import { createArchives } from './archive/create-archives.ts';
import { createViewMonths } from './archive/create-view-months.ts';
import { keepLast } from './archive/keep-last.ts';
import { askedView } from './asked-view.ts';
import { createResourceCache } from './cache.ts';
import { entryContext } from './entries.ts';
import { failedAt } from './failed-at.ts';
import { nothingAt } from './nothing-at.ts';
import { STATIC_FILES } from './page/static-files.ts';
import { configPage } from './resource/config-page.ts';
import { feedResource } from './resource/feed-resource.ts';
import { manifest } from './resource/manifest.ts';
import { searchPage } from './resource/search-page.ts';
import { sourcesList } from './resource/sources-list.ts';
import { statusJson, statusPage } from './resource/status-page.ts';
import { storyPage } from './resource/story-page.ts';
import { viewPage } from './resource/view-page.ts';
import type { SiteParts, SiteRoom } from './site-parts.ts';
import { homeView, searchView, splitFormat } from './views.ts';

/** A page is made again after this time even without news: its lead story is of the last 24 hours. */
const PAGE_KEPT_MS = 60_000;

/** Ages of news and of failures are on it. */
const STATUS_KEPT_MS = 5_000;

export type DaemonSite = Required<Site> & {
  /** Something was stored, or the config was reloaded. */
  readonly changed: () => void;
};

/** Everything that the daemon serves, by path. Rendered when somebody asks, kept until something changes. */
export const createSite = (parts: SiteParts): DaemonSite => {
  const { config, now } = parts;
  const cache = createResourceCache(() => now().epochMilliseconds);
  const kept = keepLast(now);
  const changed = (): void => {
    cache.changed();
    kept.changed();
  };
  const archiveOf = createArchives({ ...parts, kept });
  const viewMonth = createViewMonths({ ...parts, kept });
  let isWhole = false;
  void parts.store.whole().then(() => {
    isWhole = true;
    changed();
  });
  const site: SiteRoom = { ...parts, isWhole: () => isWhole };

  const make = async (path: string, query: URLSearchParams): Promise<Resource | undefined> => {
    const current = config();
    if (path === '/status') return statusPage(site);
    if (path === '/status.json') return statusJson(site);
    if (path === '/config') return configPage(site);
    if (path === '/site.webmanifest') return manifest(current);
    if (path === '/sources.opml') return sourcesList(current, parts.configSince?.());
    if (path.startsWith('/stories/')) return storyPage(path.slice('/stories/'.length), site);
    const { stem, format } = splitFormat(path);
    const view = askedView(stem, query, current);
    if (format !== undefined) return view && feedResource(view, format, site);
    if (stem === '/search') return searchPage(view, site);
    return view === undefined || stem === '/feed' ? undefined : viewPage(view, site);
  };

  /** What the merged feed, or another view, has of a month. */
  const ofMonth = async (path: string, query: URLSearchParams): Promise<Resource | undefined> => {
    const [, stem, month] = /^(.+)\/(\d{4}-\d\d)\.atom$/.exec(path) ?? [];
    if (stem === undefined || month === undefined) return undefined;
    if (stem === '/archive') return archiveOf(month);
    const view = askedView(stem, query, config());
    return view === undefined || view.feed.pagePath === '/' ? undefined : viewMonth(view, month);
  };

  return {
    failed: (path) => failedAt(path, config()),
    changed,
    atHand: (path) => STATIC_RESOURCES.get(path) ?? cache.atHand(path),
    resource: async (path, query) => {
      const file = STATIC_RESOURCES.get(path);
      if (file !== undefined) return file;
      return (
        (await ofMonth(path, query)) ??
        (await cache.get(addressOf(path, query, config()), keptMsOf(path), () => make(path, query))) ??
        nothingAt(path, config(), entryContext(config()))
      );
    },
  };
};

const keptMsOf = (path: string): number => {
  const { stem, format } = splitFormat(path);
  if (stem === '/status') return STATUS_KEPT_MS;
  return format === undefined ? PAGE_KEPT_MS : Number.POSITIVE_INFINITY;
};

/** Under which a resource is kept: whatever a query says beside what is asked for changes nothing. */
const addressOf = (path: string, query: URLSearchParams, config: Config): string => {
  const { stem } = splitFormat(path);
  if (stem === '/search') return `${path} ${searchView(query.get('q'), config)?.words ?? ''}`;
  if (stem !== '/' && stem !== '/feed') return path;
  const narrowed = homeView(query, config, entryContext(config))?.feed.path ?? query.toString();
  return narrowed === '/feed' ? path : `${path} ${narrowed}`;
};

const STATIC_RESOURCES: ReadonlyMap<string, Resource> = new Map(
  Array.from(STATIC_FILES, ([path, file]) => [path, { status: 200, page: false, ...file }]),
);
