import type { Resource, Site } from '../../serve/ports.ts';
import type { Meter, Standing } from '../ports.ts';

type WatchParts = {
  /** What still lacks, in words; empty when readers can be sent here. */
  readonly lacks: () => readonly string[];
  readonly meter: Meter;
  readonly standing: () => Standing;
};

/** The site, and beside it what a machine asks: is it alive, is it ready, how does it do. */
export const withWatchPages = (site: Site, { lacks, meter, standing }: WatchParts): Site => ({
  ...site,
  resource: async (path, query) => {
    switch (path) {
      case '/healthz':
        return ALIVE;
      case '/readyz': {
        const missing = lacks();
        return missing.length === 0 ? READY : fresh(503, `${missing.join('\n')}\n`);
      }
      case '/metrics':
        return { ...fresh(200, await meter.exposition(standing())), contentType: meter.contentType };
      default:
        return site.resource(path, query);
    }
  },
});

/** Asked anew each time; `page`, so that no script of another site may read it. */
const fresh = (status: number, body: string): Resource => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body,
  maxAgeSeconds: 0,
  page: true,
});

const ALIVE = fresh(200, 'alive\n');

const READY = fresh(200, 'ready\n');
