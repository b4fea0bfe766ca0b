import type { Resource, Site } from '../../serve/ports.ts';
import { routeName } from '../../site/routes.ts';
import type { Meter, ServiceState } from '../ports.ts';

type WatchSetup = {
  /** Returns the reasons why readers should not be sent here; empty while the service is ready. */
  readonly missing: () => readonly string[];
  /** Returns the reasons why readers get no new articles; may be empty. */
  readonly hindrances: () => readonly string[];
  readonly meter: Meter;
  readonly measure: () => ServiceState;
};

/** Adds the pages for machines to a site: `/healthz`, `/readyz` and `/metrics`. */
export const withWatchPages = (site: Site, { missing, hindrances, meter, measure }: WatchSetup): Site => ({
  ...site,
  resource: async (path, query, accepted) => {
    switch (path) {
      case '/healthz':
        return ALIVE;
      case '/readyz': {
        const reasons = missing();
        if (reasons.length > 0) return fresh(503, `${reasons.join('\n')}\n`);
        return fresh(200, ['ready', ...hindrances(), ''].join('\n'));
      }
      case '/metrics':
        return { ...fresh(200, await meter.exposition(measure())), contentType: meter.contentType };
      default:
        return site.resource(path, query, accepted);
    }
  },
});

/** Makes a plain-text answer that clients must revalidate. `page` is set, so that no script of another site may read it. */
const fresh = (status: number, body: string): Resource => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body,
  maxAgeSeconds: 0,
  page: true,
});

const ALIVE = fresh(200, 'alive\n');

const WATCHED: ReadonlySet<string> = new Set(['healthz', 'readyz', 'metrics']);

/** Returns the name under which requests for a path are counted; the set of names is small and fixed. */
export const routeOf = (path: string): string => {
  const [step = ''] = path.slice(1).split(/[/.?]/, 1);
  return WATCHED.has(step) ? step : routeName(path);
};
