import { renderHome } from '../../adapters/publish/page/render-home.ts';
import { renderStatus } from '../../adapters/publish/page/render-status.ts';
import { renderStory } from '../../adapters/publish/page/render-story.ts';
import { renderView } from '../../adapters/publish/page/render-view.ts';
import { STATIC_FILES } from '../../adapters/publish/page/static-files.ts';
import { FEED_CONTENT_TYPES, renderFeed } from '../../adapters/publish/render-feed.ts';
import { OPML_CONTENT_TYPE, renderOpml } from '../../adapters/publish/render-opml.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import type { EntryContext } from '../../domain/entry/make-entry.ts';
import { makeEntry } from '../../domain/entry/make-entry.ts';
import { makePage } from '../../domain/entry/page-model.ts';
import { healthOf } from '../../domain/source/health.ts';
import type { StoryId } from '../../domain/story/story.ts';
import type { Clock, Config, FeedFormat, Resource, Site, Store } from '../../pipeline/ports.ts';
import { entryContext, makeEntries } from '../entries.ts';
import { createResourceCache } from './cache.ts';
import { nothingAt } from './nothing-at.ts';
import { htmlPage } from './resources.ts';
import { mergedView, type SiteView, splitFormat, viewAt } from './views.ts';

/** How long a reader may go without asking again; the poll hint of a feed. */
const FEED_MAX_AGE_SECONDS = 300;

const SOURCES_MAX_AGE_SECONDS = 3600;

/** A page is made again after this time even without news: its lead story is of the last 24 hours. */
const PAGE_KEPT_MS = 60_000;

export type DaemonSite = Site & {
  /** Something was stored, or the config was reloaded. */
  readonly changed: () => void;
};

type SiteParts = {
  readonly config: () => Config;
  /** Of the last edit, where it was wrong and the config before it stays in force. */
  readonly configProblems: () => readonly string[];
  readonly store: Store;
  readonly now: Clock;
};

/** Everything that the daemon serves, by path. Rendered when somebody asks, kept until something changes. */
export const createSite = ({ config, configProblems, store, now }: SiteParts): DaemonSite => {
  const cache = createResourceCache(() => now().epochMilliseconds);
  const contexts = new WeakMap<Config, EntryContext>();
  const contextOf = (current: Config): EntryContext => {
    const context = contexts.get(current) ?? entryContext(current);
    contexts.set(current, context);
    return context;
  };

  const entriesOf = async (view: SiteView): Promise<readonly Entry[]> => {
    const current = config();
    const stories = await store.stories({ ...view.query, announcedOnly: true, limit: current.feed.entries });
    return makeEntries(stories, contextOf(current), view.language);
  };

  const feed = async (view: SiteView, format: FeedFormat): Promise<Resource> => {
    const { feed: settings } = config();
    const entries = await entriesOf(view);
    const newest = entries
      .map(({ updated }) => updated)
      .toSorted((a, b) => Temporal.Instant.compare(a, b))
      .at(-1);
    return {
      status: 200,
      contentType: FEED_CONTENT_TYPES[format],
      body: renderFeed(format, view.feed, entries, settings),
      maxAgeSeconds: FEED_MAX_AGE_SECONDS,
      page: false,
      ...(newest === undefined ? {} : { lastModified: newest }),
      ...(settings.hub === undefined
        ? {}
        : { links: hubLinks(settings.hub, `${settings.url}${view.feed.path}.${format}`) }),
    };
  };

  const page = async (view: SiteView): Promise<Resource> => {
    const current = config();
    const { feed: settings } = current;
    const entries = await entriesOf(view);
    const model = makePage(entries, contextOf(current).outlets, now());
    const nextPollAt = nextPoll(current, store);
    const shown = {
      settings,
      view: view.feed,
      page: model,
      ...(nextPollAt === undefined ? {} : { nextPollAt }),
    };
    if (view.feed.pagePath !== '/') return htmlPage(renderView(shown));
    const states = current.sources
      .filter(({ enabled }) => enabled)
      .map((source) => healthOf(source, store.state(source.id), now()).kind);
    const well = states.filter((kind) => kind === 'ok' || kind === 'quiet').length;
    const newestAt = entries[0]?.published;
    const home = { ...shown, sources: { well, total: states.length } };
    return htmlPage(renderHome(newestAt === undefined ? home : { ...home, newestAt }));
  };

  const story = async (id: string): Promise<Resource | undefined> => {
    const found = await store.story(id as StoryId);
    if (found === undefined) return undefined;
    const current = config();
    const entry = makeEntry(found, contextOf(current));
    return htmlPage(
      renderStory({ settings: current.feed, view: mergedView(current).feed, story: found, entry }),
    );
  };

  const status = (): Resource => {
    const current = config();
    const sources = current.sources.map((source) => {
      const state = store.state(source.id);
      return {
        source,
        ...(state === undefined ? {} : { state: { ...state, health: healthOf(source, state, now()) } }),
      };
    });
    const problems = [...configProblems(), ...store.health().problems];
    return htmlPage(
      renderStatus({ settings: current.feed, view: mergedView(current).feed, sources, problems }),
    );
  };

  const opml = (): Resource => {
    const { sources, feed: settings } = config();
    return {
      status: 200,
      contentType: OPML_CONTENT_TYPE,
      body: renderOpml(sources, `Sources of ${settings.title}`),
      maxAgeSeconds: SOURCES_MAX_AGE_SECONDS,
      page: false,
    };
  };

  const make = async (path: string): Promise<Resource | undefined> => {
    const current = config();
    if (path === '/') return page(mergedView(current));
    if (path === '/status') return status();
    if (path === '/sources.opml') return opml();
    if (path.startsWith('/stories/')) return story(path.slice('/stories/'.length));
    const { stem, format } = splitFormat(path);
    const view = viewAt(stem, current, contextOf(current));
    if (view === undefined || (format === undefined && stem === '/feed')) return undefined;
    return format === undefined ? page(view) : feed(view, format);
  };

  return {
    changed: cache.changed,
    resource: async (path) => {
      const file = STATIC_RESOURCES.get(path);
      if (file !== undefined) return file;
      if (path === '/healthz') return ALIVE;
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

const hubLinks = (hub: string, self: string) => [
  { rel: 'hub', href: hub },
  { rel: 'self', href: self },
];

const nextPoll = ({ sources }: Config, store: Store): Temporal.Instant | undefined =>
  sources
    .filter(({ enabled }) => enabled)
    .flatMap(({ id }) => store.state(id)?.nextPollAt ?? [])
    .toSorted((a, b) => Temporal.Instant.compare(a, b))
    .at(0);
