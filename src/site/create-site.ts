import { jstDay } from '../domain/clock/jst-day.ts';
import type { Site } from '../serve/ports.ts';
import { keepLast } from './archive/keep-last.ts';
import { archiveMonths, archivePath } from './archive/render-archive.ts';
import { createResourceCache, keepSearches } from './cache.ts';
import { createCards } from './card/create-cards.ts';
import { editionPath } from './edition/edition-feed.ts';
import { FEED_FORMATS, feedPath } from './feed/feed-view.ts';
import { readInTurns } from './in-turns.ts';
import { chooseReader } from './language/reader.ts';
import { failedAt, nothingAt } from './page/error-page.ts';
import { FIXED_PATHS, findRoute, keyFor } from './routes.ts';
import type { SiteContext, SiteSetup } from './site-context.ts';
import { PLAIN_VIEWS, viewPathsOf } from './views.ts';

export type DaemonSite = Required<Site> & {
  /** Marks rendered answers as outdated. Must be called after a commit, a new edition or a reload of the config. */
  readonly changed: () => void;
  /** Resolves to the paths that `publish` renders. Some of them may have no answer. */
  readonly paths: () => Promise<readonly string[]>;
};

/** Makes the site, which renders the answer for a path on request. Most answers are cached. */
export const createSite = (setup: SiteSetup): DaemonSite => {
  const { config, now, store } = setup;
  const nowMs = (): number => now().epochMilliseconds;
  const pages = createResourceCache(nowMs, setup.onStale);
  const searches = keepSearches(nowMs, setup.onStale);
  const last = keepLast(now);
  const cards = createCards();
  const changed = (): void => {
    pages.changed();
    searches.changed();
    last.changed();
  };
  const answer = ({ key, keep, isSearch, make }: NonNullable<ReturnType<typeof findRoute>>) => {
    if (keep === 'apart') return make();
    if (keep === 'last') return last.get(`${key} ${config().feed.url}`, make);
    return (isSearch ? searches : pages).get(key, keep, make);
  };
  const atHand = (key: string) => pages.atHand(key) ?? searches.atHand(key);
  let isWhole = false;
  const found = (): void => {
    isWhole = true;
    changed();
  };
  // `whole` rejects if the store is closed before the index is complete.
  void store.whole().then(found, () => undefined);
  const read = readInTurns(store);
  const siteFor = (choice: Parameters<typeof chooseReader>[1]): SiteContext => ({
    ...setup,
    store: read,
    isWhole: () => isWhole,
    cards,
    reader: chooseReader(config(), choice),
  });

  return {
    changed,
    paths: () => listPaths(siteFor({})),
    failed: (path, query, accepted) => failedAt(path, siteFor({ query, accepted })),
    atHand: (address, accepted) =>
      atHand(address) ?? atHand(keyFor(address, accepted ?? config().page.language)),
    resource: async (path, query, accepted) => {
      const site = siteFor({ query, accepted });
      const found = findRoute(path, query, site);
      return (found && (await answer(found))) ?? nothingAt(path, query, site);
    },
  };
};

const listPaths = async (site: SiteContext): Promise<readonly string[]> => {
  const { config, store, editions } = site;
  const stories: string[] = [];
  const days = new Set<string>();
  // Pages link to these views even if the views have no news.
  const views = new Set([...PLAIN_VIEWS.keys(), '/languages/ja', '/languages/en']);
  for (const { id } of config().outlets) views.add(`/outlets/${id}`);
  for (const { key } of config().topics) views.add(`/topics/${key}`);
  for await (const slice of store.each({}))
    for (const story of slice) {
      stories.push(`/stories/${story.id}`);
      days.add(`/${jstDay(story.published).toString()}`);
      for (const path of viewPathsOf(story)) views.add(path);
    }
  const months = await archiveMonths(site);
  return [
    ...FIXED_PATHS,
    ...stories,
    ...days,
    ...FEED_FORMATS.map((format) => feedPath('/edition', format)),
    ...(await editions.names()).map(editionPath),
    ...[...views].flatMap((path) => [path, ...FEED_FORMATS.map((format) => feedPath(path, format))]),
    ...months.map((month) => feedPath(archivePath(month), 'atom')),
  ];
};
