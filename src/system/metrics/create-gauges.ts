import { Gauge, type Registry } from 'prom-client';
import type { ServiceState } from '../../daemon/ports.ts';

/** Gauges of the state at the moment of a request; sources that the config no longer has are removed. */
export const createGauges = (registry: Registry): ((standing: ServiceState) => void) => {
  const gauge = <Label extends string = never>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `kawaraban_${name}`, help, labelNames, registers: [registry] });

  const newestAge = gauge('newest_item_age_seconds', 'Age of the newest item of a source', 'source');
  const hitRate = gauge('source_hit_rate', 'New items per request, over all requests to a source', 'source');
  const health = gauge('source_health', '1 for the health that a source has', 'source', 'health');
  const lastNewsAge = gauge('last_news_age_seconds', 'Time since any source brought a new item');
  const stories = gauge('store_stories', 'Stories stored');
  const articles = gauge('store_articles', 'Articles stored');
  const bytes = gauge('store_bytes', 'Bytes of the log of the store');
  const unwritten = gauge('store_unwritten_stories', 'Stories that are not on the disk yet');
  const waiting = gauge('store_waiting', '1 while the disk refuses to write');
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
