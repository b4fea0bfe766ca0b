import type { Config } from '../../domain/config.ts';
import type { Log } from '../../domain/log.ts';
import type { Story } from '../../domain/story/story.ts';
import type { Fetcher } from '../../intake/ports.ts';
import { FEED_FORMATS, feedPath } from '../../site/feed/feed-view.ts';
import { viewAt, viewPathsOf } from '../../site/views.ts';

/** Delay before notifications begin, in milliseconds, so that polls that end together cause one round. */
const SETTLE_MS = 5_000;

/** Delays after failed rounds, in milliseconds. After the last delay, a failure discards the waiting feeds. */
const BACKOFF_MS: readonly number[] = [10_000, 30_000, 120_000, 600_000, 3_600_000];

type HubSetup = {
  readonly hub: () => string | undefined;
  readonly post: Fetcher['post'];
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Resolves after `ms` milliseconds, or when the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
};

/**
 * Makes a notifier that sends one request at a time to a WebSub hub (W3C Recommendation, §6). The address of a feed is
 * both `hub.url` and `hub.topic`, because some hubs read only one of them.
 */
export const createHubNotifier = ({ hub, post, log, signal, wait }: HubSetup) => {
  const waiting = new Set<string>();
  let isRunning = false;

  /**
   * Notifies the hub of waiting feeds until a request fails. Resolves to the reason of the failure; undefined without a
   * failure, or at a stop.
   */
  const notifyAll = async (address: string): Promise<string | undefined> => {
    for (const topic of waiting) {
      if (signal.aborted) return undefined;
      // The feed is removed before the request, so that a change during the request causes another notification.
      waiting.delete(topic);
      const form = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': topic, 'hub.topic': topic });
      const failure = await post(address, form, signal);
      if (signal.aborted) return undefined;
      if (failure !== undefined) {
        waiting.add(topic);
        return failure.detail;
      }
      log.debug('hub.notified', { topic });
    }
    return undefined;
  };

  const run = async (): Promise<void> => {
    let failures = 0;
    await wait(SETTLE_MS, signal);
    while (waiting.size > 0 && !signal.aborted) {
      const address = hub();
      if (address === undefined) {
        waiting.clear();
        break;
      }
      const reason = await notifyAll(address);
      if (reason === undefined) {
        if (failures > 0) log.info('hub.recovered');
        failures = 0;
        continue;
      }
      const waitMs = BACKOFF_MS[failures];
      failures += 1;
      if (waitMs === undefined) {
        log.error('hub.given-up', { feeds: waiting.size, reason });
        waiting.clear();
        break;
      }
      log.warn('hub.failed', { feeds: waiting.size, reason, retryMs: waitMs });
      await wait(waitMs, signal);
    }
    // In the same step as the last look at `waiting`, because a feed that is queued later needs another run.
    isRunning = false;
  };

  return {
    /** Queues the addresses of changed feeds, and notifies the hub of them in the background. */
    notify: (topics: readonly string[]): void => {
      for (const topic of topics) waiting.add(topic);
      if (isRunning || waiting.size === 0) return;
      isRunning = true;
      void run();
    },
  };
};

/** Returns the `rel="self"` addresses of the feeds that stories change (`viewPathsOf`); silent stories change none. */
export const topicsOf = (stories: readonly Story[], config: Config): readonly string[] => {
  const announced = stories.filter(({ announcedAt }) => announcedAt !== undefined);
  const paths = new Set(announced.flatMap(viewPathsOf));
  return [...paths]
    .flatMap((path) => viewAt(path, config)?.feed ?? [])
    .flatMap(({ path }) => feedsOf(path, config.feed));
};

/** Returns the addresses of the feeds of a view, in each format. */
export const feedsOf = (path: string, { url }: Config['feed']): readonly string[] =>
  FEED_FORMATS.map((format) => `${url}${feedPath(path, format)}`);
