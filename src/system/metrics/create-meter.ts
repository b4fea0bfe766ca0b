import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Meter, ServiceState } from '../../daemon/ports.ts';

/** Interval between two samples of the event loop's lag, in milliseconds. Each sample wakes the process. */
const LAG_EVERY_MS = 500;

/** Bounds of the buckets for the time of an answer, in seconds. */
const ANSWER_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5];

/** Bounds of the buckets for the time of a commit, in seconds, from a quick disk to a failing disk. */
const COMMIT_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5, 10];

/** Bounds of the buckets for the time of a poll, in seconds, up to the default of `fetch.timeout`. */
const POLL_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

/**
 * Makes a meter that counts with prom-client. Values of labels are never a text of a reader or an outlet, so that the
 * number of series is bounded.
 */
export const createMeter = (version: string): Meter => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_EVERY_MS });
  const make = makersFor(registry);
  const about = 'Always 1; its labels are the versions of Kawaraban and Node';
  make.gauge('build_info', about, 'version', 'node').set({ version, node: process.versions.node }, 1);
  const counters = createCounters(make);
  const setGauges = createGauges(make);

  return {
    polled: ({ source, outcome, added, folded, revised, dropped, rejections, durationMs }) => {
      counters.polls.inc({ source, outcome: outcome.kind });
      if (outcome.kind === 'failed') counters.failures.inc({ kind: outcome.failure.kind });
      if (durationMs !== undefined) counters.pollSeconds.observe(durationMs / 1000);
      const fates = { new: added - folded, folded, revised, dropped, rejected: rejections.length };
      for (const [fate, count] of Object.entries(fates))
        if (count > 0) counters.items.inc({ source, fate }, count);
    },
    pollBroke: (source, outcome) => counters.polls.inc({ source, outcome }),
    answered: ({ route, status, ms }) => {
      counters.requests.inc({ route, status });
      counters.answerSeconds.observe({ route }, ms / 1000);
    },
    committed: (ms, isStored) => {
      if (isStored) counters.commitSeconds.observe(ms / 1000);
      else counters.commitFailures.inc();
    },
    exposition: (now) => {
      setGauges(now);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
};

type Makers = ReturnType<typeof makersFor>;

const makersFor = (registry: Registry) => {
  const named = <Label extends string>(name: string, help: string, labelNames: Label[]) => {
    return { name: `kawaraban_${name}`, help, labelNames, registers: [registry] };
  };
  return {
    counter: <Label extends string = never>(name: string, help: string, ...labels: Label[]) =>
      new Counter(named(name, help, labels)),
    gauge: <Label extends string = never>(name: string, help: string, ...labels: Label[]) =>
      new Gauge(named(name, help, labels)),
    histogram: <Label extends string = never>(
      buckets: number[],
      name: string,
      help: string,
      ...labels: Label[]
    ) => new Histogram({ ...named(name, help, labels), buckets }),
  };
};

const createCounters = ({ counter, histogram }: Makers) => ({
  polls: counter(
    'polls_total',
    'Polls by source and outcome: changed, unchanged, resting, failed, offline, mistake, not-stored',
    'source',
    'outcome',
  ),
  failures: counter('poll_failures_total', 'Failed polls by what went wrong', 'kind'),
  pollSeconds: histogram(
    POLL_BUCKETS,
    'poll_seconds',
    'Time from a request until its answer is read or the request fails',
  ),
  items: counter(
    'items_total',
    'Items by source and fate: new (a story of its own), folded (into a story), revised, dropped, rejected',
    'source',
    'fate',
  ),
  requests: counter(
    'http_requests_total',
    'Requests answered or broken off, by route and status',
    'route',
    'status',
  ),
  answerSeconds: histogram(
    ANSWER_BUCKETS,
    'http_request_seconds',
    'Time from the headers of a request until its answer is sent or broken off, by route',
    'route',
  ),
  commitSeconds: histogram(COMMIT_BUCKETS, 'store_commit_seconds', 'Time until a commit is durable'),
  commitFailures: counter('store_commit_failures_total', 'Commits that failed'),
});

/** Returns a function that sets the gauges. Sources that are absent from the state are removed. */
const createGauges = ({ gauge }: Makers): ((standing: ServiceState) => void) => {
  const newestAge = gauge(
    'newest_item_age_seconds',
    'Time since the newest date that an item of a source states, or since its last new item if that is later',
    'source',
  );
  const hitRate = gauge('source_hit_rate', 'New items per request, over all requests to a source', 'source');
  const health = gauge('source_health', '1 for the health that a source has', 'source', 'health');
  const lastNewsAge = gauge('last_news_age_seconds', 'Time since an enabled source last brought a new item');
  const stories = gauge('store_stories', 'Stories stored');
  const articles = gauge('store_articles', 'Articles stored');
  const bytes = gauge('store_bytes', 'Bytes of the log of the store, or of its tables in PostgreSQL');
  const unwritten = gauge('store_unwritten_stories', 'Stories in commits that are not durable yet');
  const waiting = gauge('store_waiting', '1 while commits wait because a write failed');
  const storeProblems = gauge('store_problems', 'Number of problems of the store; /status names them');
  const configProblems = gauge(
    'config_problems',
    'Number of problems of the last edit of the config; above 0, the edit is not in force',
  );
  const offline = gauge('network_offline', '1 while this machine reaches no site');

  return ({ sources, lastNewsAgeMs, isOffline, store, configProblems: wrong }) => {
    newestAge.reset();
    hitRate.reset();
    health.reset();
    for (const { id, newestItemAgeMs, hitRate: rate, health: kind } of sources) {
      if (rate !== undefined) hitRate.set({ source: id }, rate);
      health.set({ source: id, health: kind }, 1);
      if (newestItemAgeMs !== undefined) newestAge.set({ source: id }, newestItemAgeMs / 1000);
    }
    if (lastNewsAgeMs === undefined) lastNewsAge.remove();
    else lastNewsAge.set(lastNewsAgeMs / 1000);
    stories.set(store.stories);
    articles.set(store.articles);
    bytes.set(store.bytes);
    unwritten.set(store.unwritten);
    waiting.set(store.isWaiting ? 1 : 0);
    storeProblems.set(store.problems.length);
    configProblems.set(wrong);
    offline.set(isOffline ? 1 : 0);
  };
};
