import type { Site } from '../serve/ports.ts';
import { keepLast } from './archive/keep-last.ts';
import { createResourceCache } from './cache.ts';
import { failedAt, nothingAt } from './page/error-page.ts';
import { findRoute } from './routes.ts';
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
  const cache = createResourceCache(() => now().epochMilliseconds);
  const last = keepLast(now);
  const changed = (): void => {
    cache.changed();
    last.changed();
  };
  let isWhole = false;
  const found = (): void => {
    isWhole = true;
    changed();
  };
  // It rejects where the store is closed before: there is nothing left to show then.
  void store.whole().then(found, () => undefined);
  const site: SiteContext = { ...setup, isWhole: () => isWhole };

  return {
    changed,
    paths: () => listPaths(site),
    failed: (path) => failedAt(path, site),
    atHand: cache.atHand,
    resource: async (path, query) => {
      const found = findRoute(path, query, site);
      if (found === undefined) return nothingAt(path, site);
      const { key, keep, make } = found;
      const resource =
        keep === 'last' ? last.get(`${key} ${config().feed.url}`, make) : cache.get(key, keep, make);
      return (await resource) ?? nothingAt(path, site);
    },
  };
};
