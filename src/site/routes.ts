import type { Config } from '../domain/config.ts';
import type { Language } from '../domain/source/source.ts';
import type { Resource } from '../serve/ports.ts';
import { archiveMonth, viewMonth } from './archive/archive-document.ts';
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
import { asksForSearch, searchView } from './search/search-view.ts';
import type { SiteContext } from './site-context.ts';
import { homeView, mergedView, type SiteView, viewAt } from './views.ts';

/**
 * Maximum cache time of an answer, in milliseconds. `last`: `keepLast` caches the answer. `apart`: the code that makes
 * the answer caches it.
 */
type Keep = number | 'last' | 'apart';

type Answer = Resource | undefined | Promise<Resource | undefined>;

/** The variable parts of a path, and the query. A part that the route does not have is empty, except `stem`. */
type Asked = Readonly<Record<'id' | 'format' | 'month' | 'day', string>> & {
  /** The path of a view, without extension and month; for a route without a view, the whole path. */
  readonly stem: string;
  readonly query: URLSearchParams;
};

type Found = {
  /** The part of the query that the answer depends on, without `lang`. */
  readonly question?: string | undefined;
  readonly make: (site: SiteContext) => Answer;
};

type Route = {
  /** A name under which metrics count requests; see `routeName`. */
  readonly name: string;
  readonly path: string | RegExp;
  readonly keep: Keep;
  /** True if the answer is in the reader's language. */
  readonly speaks?: boolean;
  readonly find: (asked: Asked, config: Config) => Found | undefined;
};

/** Cache time of an answer that is cached until `DaemonSite.changed` is called. */
const UNTIL_CHANGED = Number.POSITIVE_INFINITY;

/**
 * Maximum cache time of most pages, of `/sources.opml` and of the manifest, in milliseconds. It is short, because the
 * front page changes even without news.
 */
const MINUTE = 60_000;

/** Maximum cache time of `/status` and `/status.json`, in milliseconds. */
const SECONDS = 5_000;

type FindView = (asked: Asked, config: Config) => SiteView | undefined;

const atPath: FindView = ({ stem }, config) => viewAt(stem, config);
const narrowed: FindView = ({ query }, config) => homeView(query, config);
/**
 * Returns the view of a search, or the merged view if the address has neither words nor filters. Undefined if a filter
 * has an unknown or invalid value.
 */
const searchedOrNot: FindView = ({ query }, config) =>
  asksForSearch(query) ? searchView(query, config) : mergedView(config);

/** Makes the `find` of a route whose answer shows a view. `find` returns undefined if `findView` finds no view. */
const shows =
  (findView: FindView, answer: (view: SiteView, site: SiteContext, asked: Asked) => Answer): Route['find'] =>
  (asked, config) => {
    const view = findView(asked, config);
    // The path of a view has only the parameters that its answer depends on.
    return view && { question: view.feed.path.split('?')[1], make: (site) => answer(view, site, asked) };
  };

const answers =
  (answer: (site: SiteContext, asked: Asked) => Answer): Route['find'] =>
  (asked) => ({ make: (site) => answer(site, asked) });

const MONTH = '(?<month>\\d{4}-(?:0[1-9]|1[0-2]))';

const route = (name: string, path: string | RegExp, find: Route['find'], keep: Keep = MINUTE): Route => {
  return { name, path, find, keep };
};

/** Makes the route of a page, which is in the reader's language. */
const page = (...parts: Parameters<typeof route>): Route => ({ ...route(...parts), speaks: true });

/** Returns the routes of a view's feed in three formats, and of its documents of months (Atom). */
const feedRoutes = (name: string, stem: string, findView: FindView): readonly Route[] => [
  route(
    name,
    new RegExp(`^(?<stem>${stem})/${MONTH}\\.atom$`),
    shows(findView, (view, site, { month }) => viewMonth(view, month, site)),
    'last',
  ),
  route(
    name,
    new RegExp(`^(?<stem>${stem})\\.(?<format>rss|atom|json)$`),
    shows(findView, (view, site, { format }) => feedResource(view, format, site)),
    UNTIL_CHANGED,
  ),
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
  route('archive', new RegExp(`^/archive/${MONTH}\\.atom$`), answers(archiveMonth), 'last'),
  page('edition', '/edition', answers(newestEditionPage)),
  route('edition', /^\/edition\.(?<format>rss|atom|json)$/, answers(editionFeed), UNTIL_CHANGED),
  page('edition', /^\/edition\/(?<day>\d{4}-\d\d-\d\d)$/, answers(editionPage)),
  ...viewRoutes('topics', '/topics/[^/]+', viewPage),
  ...viewRoutes('companies', '/companies/[^/]+', companyPage),
  ...viewRoutes('outlets', '/outlets/[^/]+', viewPage),
  ...viewRoutes('languages', '/languages/[^/]+', viewPage),
  page('search', /^\/search$/, shows(searchedOrNot, searchPage)),
  ...feedRoutes('search', '/search', ({ query }, config) => searchView(query, config)),
  route('stories', /^\/stories\/(?<id>[^/]+)\/card\.png$/, answers(cardImage), 'apart'),
  page('stories', /^\/stories\/(?<id>.+)$/, answers(storyPage)),
  ...DIRECTORY_NAMES.map((name) => page(name, `/${name}`, answers(directoryPage(name)))),
  page('days', /^\/(?<day>\d{4}-\d\d-\d\d)$/, answers(dayPage)),
  page('status', '/status', answers(statusPage), SECONDS),
  route('status', '/status.json', answers(statusJson), SECONDS),
  page('config', '/config', answers(configPage)),
  route('sources', '/sources.opml', answers(sourcesList)),
  route('other', '/site.webmanifest', answers(manifest)),
  ...Array.from(
    STATIC_FILES,
    ([path, file]): Route => ({ name: 'other', path, find: answers(() => file), keep: UNTIL_CHANGED }),
  ),
];

type Match = Pick<Route, 'keep'> & {
  readonly key: string;
  /** True for a search; searches have a cache of their own. */
  readonly isSearch: boolean;
  readonly make: () => Promise<Resource | undefined>;
};

/** Finds the code that answers a percent-encoded path; undefined if no route matches, or if the route finds no view. */
export const findRoute = (path: string, query: URLSearchParams, site: SiteContext): Match | undefined => {
  for (const { name, path: pattern, find, keep, speaks } of ROUTES) {
    const parts = partsOf(pattern, path);
    if (parts === undefined) continue;
    const { stem = path, id = '', format = '', month = '', day = '' } = parts;
    const found = find({ stem, query, id, format, month, day }, site.config());
    if (found === undefined) return undefined;
    const { question, make } = found;
    const address = question === undefined ? path : `${path}?${question}`;
    const { language, isAsked } = site.reader;
    const spoken = isAsked ? inLanguage(address, language) : keyFor(address, language);
    const key = speaks ? spoken : address;
    return { key, keep, isSearch: name === 'search', make: async () => make(site) };
  }
  return undefined;
};

/**
 * Returns the cache key of a page in a language that its address does not name. Unlike an address, the key begins with
 * a letter.
 */
export const keyFor = (address: string, language: Language): string => `${language} ${address}`;

const partsOf = (pattern: string | RegExp, path: string): Readonly<Record<string, string>> | undefined => {
  if (typeof pattern === 'string') return pattern === path ? {} : undefined;
  const match = pattern.exec(path);
  return match === null ? undefined : (match.groups ?? {});
};

/** The paths of the routes whose `path` is a text. `/search` and `/top` are patterns, so they are not included. */
export const FIXED_PATHS: readonly string[] = ROUTES.flatMap(({ path }) =>
  typeof path === 'string' ? path : [],
);

/** Returns the name under which metrics count a request for a path; the set of names is fixed. */
export const routeName = (path: string): string => {
  const [plain = path] = path.split('?', 1);
  return ROUTES.find((route) => partsOf(route.path, plain) !== undefined)?.name ?? 'other';
};
