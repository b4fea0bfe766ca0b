import type { Site } from '../serve/ports.ts';
import { keepLast } from './archive/keep-last.ts';
import { createResourceCache } from './cache.ts';
import { createCards } from './card/create-cards.ts';
import { chooseReader } from './language/reader.ts';
import { failedAt, nothingAt } from './page/error-page.ts';
import { findRoute, keyFor } from './routes.ts';
import type { SiteContext, SiteSetup } from './site-context.ts';
import { listPaths } from './static/list-paths.ts';

export type DaemonSite = Required<Site> & {
  /** Forgets what was rendered: something was stored, or the config was reloaded. */
  readonly changed: () => void;
  /** The paths of all that a folder of files can hold. */
  readonly paths: () => Promise<readonly string[]>;
};

/** Everything that the daemon serves, by path. Rendered when somebody asks, kept until something changes. */
export const createSite = (setup: SiteSetup): DaemonSite => {
  const { config, now, store } = setup;
  const cache = createResourceCache(() => now().epochMilliseconds, setup.onStale);
  const last = keepLast(now);
  const cards = createCards();
  const changed = (): void => {
    cache.changed();
    last.changed();
  };
  const answer = ({ key, keep, make }: NonNullable<ReturnType<typeof findRoute>>) => {
    if (keep === 'apart') return make();
    return keep === 'last' ? last.get(`${key} ${config().feed.url}`, make) : cache.get(key, keep, make);
  };
  let isWhole = false;
  const found = (): void => {
    isWhole = true;
    changed();
  };
  // It rejects where the store is closed before: there is nothing left to show then.
  void store.whole().then(found, () => undefined);
  const siteFor = (choice: Parameters<typeof chooseReader>[1]): SiteContext => ({
    ...setup,
    isWhole: () => isWhole,
    cards,
    reader: chooseReader(config(), choice),
  });

  return {
    changed,
    paths: () => listPaths(siteFor({})),
    failed: (path, query, accepted) => failedAt(path, siteFor({ query, accepted })),
    atHand: (address, accepted) =>
      cache.atHand(address) ?? cache.atHand(keyFor(address, accepted ?? config().page.language)),
    resource: async (path, query, accepted) => {
      const site = siteFor({ query, accepted });
      const found = findRoute(path, query, site);
      if (found === undefined) return nothingAt(path, site);
      return (await answer(found)) ?? nothingAt(path, site);
    },
  };
};
