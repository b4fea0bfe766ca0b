import type { Config } from '../domain/config.ts';
import type { Language } from '../domain/source/source.ts';
import type { Resource } from '../serve/ports.ts';
import { archiveMonth } from './archive/archive-document.ts';
import { viewMonth } from './archive/view-month.ts';
import { cardImage } from './card/story-card.ts';
import { editionFeed } from './edition/edition-feed.ts';
import { editionPage, newestEditionPage } from './edition/edition-page.ts';
import { feedResource } from './feed/feed-resource.ts';
import { sourcesList } from './feed/render-opml.ts';
import { inLanguage } from './language/reader.ts';
import { companyPage } from './page/company-page.ts';
import { configPage } from './page/config-page.ts';
import { DIRECTORY_NAMES, directoryPage } from './page/directory-page.ts';
import { dayPage } from './page/front/day-page.ts';
import { homePage } from './page/home-page.ts';
import { searchPage } from './page/search-page.ts';
import { manifest, STATIC_FILES } from './page/static-files.ts';
import { statusJson, statusPage } from './page/status-page.ts';
import { storyPage } from './page/story-page.ts';
import { viewPage } from './page/view-page.ts';
import { SEARCH_KEYS, searchView } from './search/search-view.ts';
import type { SiteContext } from './site-context.ts';
import { homeView, mergedView, type SiteView, viewAt } from './views.ts';

/**
 * Time for which an unchanged answer is cached, in milliseconds. `last`: only the last such answer is cached. `apart`:
 * the code that makes the answer caches it.
 */
type Keep = number | 'last' | 'apart';

type Answer = Resource | undefined | Promise<Resource | undefined>;

/** The parts of a request that a route uses. */
type Asked = {
  /** The path of a view, without extension and month. */
  readonly stem: string;
  readonly query: URLSearchParams;
  /** Variable parts of the path; a part is empty if the route does not have it. */
  readonly id: string;
  readonly format: string;
  readonly month: string;
  readonly day: string;
};

type Found = {
  /** The part of the query that the answer depends on. */
  readonly question?: string | undefined;
  readonly make: (site: SiteContext) => Answer;
};

/** A path, and the code that answers requests for it. */
type Route = {
  /**
   * Name of the route. Metrics count a request by the name that is the first segment of its path, or as `home` or
   * `other`.
   */
  readonly name: string;
  readonly path: string | RegExp;
  readonly keep: Keep;
  /** True if the answer is in the reader's language; then each language is cached separately. */
  readonly speaks?: boolean;
  readonly find: (asked: Asked, config: Config) => Found | undefined;
};

/** Cache time of an answer that changes only after a commit or an edit of the config. */
const UNTIL_CHANGED = Number.POSITIVE_INFINITY;

/**
 * Cache time of a page and of a list from the config, in milliseconds. The lead story is from the last 24 hours, so the
 * front page changes even without news.
 */
const MINUTE = 60_000;

/** Cache time of `/status` and `/status.json`, in milliseconds. They show the ages of news and failures. */
const SECONDS = 5_000;

type FindView = (asked: Asked, config: Config) => SiteView | undefined;

const atPath: FindView = ({ stem }, config) => viewAt(stem, config);
const narrowed: FindView = ({ query }, config) => homeView(query, config);
const searched: FindView = ({ query }, config) => searchView(query, config);
/**
 * Returns the view of a search; undefined if a filter names something unknown. Without words or filters, returns the
 * merged view, and the page explains the search.
 */
const searchedOrNot: FindView = ({ query }, config) =>
  SEARCH_KEYS.some((key) => (query.get(key) ?? '').trim() !== '')
    ? searchView(query, config)
    : mergedView(config);

/** Makes a route's `find`, which finds a view and answers with it; undefined if the config has no such view. */
const shows =
  (findView: FindView, answer: (view: SiteView, site: SiteContext, asked: Asked) => Answer): Route['find'] =>
  (asked, config) => {
    const view = findView(asked, config);
    // Parameters that the view does not use do not change the answer, so they are left out of the question.
    return view && { question: view.feed.path.split('?')[1], make: (site) => answer(view, site, asked) };
  };

const answers =
  (answer: (site: SiteContext, asked: Asked) => Answer): Route['find'] =>
  (asked) => ({ make: (site) => answer(site, asked) });

/** Pattern of a JST month in an address, such as `2026-11`. */
const MONTH = '(?<month>\\d{4}-(?:0[1-9]|1[0-2]))';

/** Returns a route of a page. The page is written in the reader's language, and each language is cached separately. */
const page = (name: string, path: string | RegExp, find: Route['find'], keep: Keep = MINUTE): Route => ({
  ...{ name, path, find, keep },
  speaks: true,
});

/** Returns the routes of a view's feed in three formats, and of its documents of months (Atom). */
const feedRoutes = (name: string, stem: string, findView: FindView): readonly Route[] => [
  {
    name,
    path: new RegExp(`^(?<stem>${stem})/${MONTH}\\.atom$`),
    keep: 'last',
    find: shows(findView, (view, site, { month }) => viewMonth(view, month, site)),
  },
  {
    name,
    path: new RegExp(`^(?<stem>${stem})\\.(?<format>rss|atom|json)$`),
    keep: UNTIL_CHANGED,
    find: shows(findView, (view, site, { format }) => feedResource(view, format, site)),
  },
];

/** Returns the routes of the pages and feeds of views; `stem` is a pattern of their paths. */
const viewRoutes = (
  name: string,
  stem: string,
  answer: (view: SiteView, site: SiteContext) => Answer,
): readonly Route[] => [
  ...feedRoutes(name, stem, atPath),
  page(name, new RegExp(`^(?<stem>${stem})$`), shows(atPath, answer)),
];

/** All routes of the site; the first route that matches the path counts. */
const ROUTES: readonly Route[] = [
  page('home', '/', shows(narrowed, homePage)),
  ...feedRoutes('feed', '/feed', narrowed),
  ...viewRoutes('top', '/top', viewPage),
  {
    name: 'archive',
    path: new RegExp(`^/archive/${MONTH}\\.atom$`),
    keep: 'last',
    find: answers(archiveMonth),
  },
  page('edition', '/edition', answers(newestEditionPage)),
  {
    name: 'edition',
    path: /^\/edition\.(?<format>rss|atom|json)$/,
    keep: UNTIL_CHANGED,
    find: answers(editionFeed),
  },
  page('edition', /^\/edition\/(?<day>\d{4}-\d\d-\d\d)$/, answers(editionPage)),
  ...viewRoutes('topics', '/topics/[^/]+', viewPage),
  ...viewRoutes('companies', '/companies/[^/]+', companyPage),
  ...viewRoutes('outlets', '/outlets/[^/]+', viewPage),
  ...viewRoutes('languages', '/languages/[^/]+', viewPage),
  page('search', /^\/search$/, shows(searchedOrNot, searchPage)),
  ...feedRoutes('search', '/search', searched),
  {
    name: 'stories',
    path: /^\/stories\/(?<id>[^/]+)\/card\.png$/,
    keep: 'apart',
    find: answers(cardImage),
  },
  page('stories', /^\/stories\/(?<id>.+)$/, answers(storyPage)),
  ...DIRECTORY_NAMES.map((name) =>
    page(
      name,
      `/${name}`,
      answers((site) => directoryPage(name, site)),
    ),
  ),
  page('days', /^\/(?<day>\d{4}-\d\d-\d\d)$/, answers(dayPage)),
  page('status', '/status', answers(statusPage), SECONDS),
  { name: 'status', path: '/status.json', keep: SECONDS, find: answers(statusJson) },
  page('config', '/config', answers(configPage)),
  { name: 'sources', path: '/sources.opml', keep: MINUTE, find: answers(sourcesList) },
  { name: 'other', path: '/site.webmanifest', keep: MINUTE, find: answers(manifest) },
  ...Array.from(
    STATIC_FILES,
    ([path, file]): Route => ({ name: 'other', path, keep: UNTIL_CHANGED, find: answers(() => file) }),
  ),
];

/** An answer that can be made: its key in the cache, its cache time, and the function that makes it. */
type Match = Pick<Route, 'keep'> & {
  readonly key: string;
  /** True for searches. Readers choose the words, so the number of addresses has no limit. */
  readonly isSearch: boolean;
  readonly make: () => Promise<Resource | undefined>;
};

/**
 * Returns the answer for a path (as it was sent) and a query; undefined if no route matches, or the config has no such
 * view.
 */
export const findRoute = (path: string, query: URLSearchParams, site: SiteContext): Match | undefined => {
  for (const route of ROUTES) {
    const parts = partsOf(route.path, path);
    if (parts === undefined) continue;
    const { stem = path, id = '', format = '', month = '', day = '' } = parts;
    const found = route.find({ stem, query, id, format, month, day }, site.config());
    if (found === undefined) return undefined;
    const { question, make } = found;
    const address = question === undefined ? path : `${path}?${question}`;
    const { language, isAsked } = site.reader;
    const spoken = isAsked ? inLanguage(address, language) : keyFor(address, language);
    const key = route.speaks ? spoken : address;
    return { key, keep: route.keep, isSearch: route.name === 'search', make: async () => make(site) };
  }
  return undefined;
};

/**
 * Returns the cache key of a page in a language that the client or the config chose. The key begins with a letter,
 * unlike any address.
 */
export const keyFor = (address: string, language: Language): string => `${language} ${address}`;

/** Returns the variable parts of a path; undefined if the route does not match. */
const partsOf = (route: string | RegExp, path: string): Readonly<Record<string, string>> | undefined => {
  if (typeof route === 'string') return route === path ? {} : undefined;
  const match = route.exec(path);
  return match === null ? undefined : (match.groups ?? {});
};

/** The paths of the routes without variable parts. */
export const FIXED_PATHS: readonly string[] = ROUTES.flatMap(({ path }) =>
  typeof path === 'string' ? path : [],
);

const NAMES: ReadonlySet<string> = new Set(ROUTES.map(({ name }) => name));

/** Returns the name under which metrics count a request for a path; the set of names is fixed. */
export const routeName = (path: string): string => {
  if (path === '/') return 'home';
  const [step = ''] = path.slice(1).split(/[/.?]/, 1);
  return step !== 'home' && NAMES.has(step) ? step : 'other';
};
