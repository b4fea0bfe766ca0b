import type { Log } from '../../domain/log.ts';
import type { Fetcher } from '../../intake/ports.ts';

/** Polls that end together are told of together. */
const SETTLE_MS = 5_000;

/** Waits after a round in which the hub failed; after the last one, what waits is given up. */
const BACKOFF_MS: readonly number[] = [10_000, 30_000, 120_000, 600_000, 3_600_000];

export type HubTeller = {
  /** Returns at once: the hub is told in the background, and each feed once, however often it changes meanwhile. */
  readonly tell: (topics: readonly string[]) => void;
};

type HubParts = {
  /** Address of the hub in force; undefined where none is configured. */
  readonly hub: () => string | undefined;
  readonly post: Fetcher['post'];
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Resolves after so many milliseconds, earlier where the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
};

/**
 * Tells a WebSub hub (W3C Recommendation, §6) of feeds that changed: `hub.mode=publish` with the feed's address as
 * `hub.url` and as `hub.topic`, since hubs differ in which of the two they read. One request at a time.
 */
export const createHubTeller = ({ hub, post, log, signal, wait }: HubParts): HubTeller => {
  const waiting = new Set<string>();
  let isTelling = false;

  /** What the hub refused, or undefined where it took all. */
  const tellAll = async (address: string): Promise<string | undefined> => {
    for (const topic of waiting) {
      if (signal.aborted) return undefined;
      // Forgotten first: a change that comes while the hub is told of the last one is told of again.
      waiting.delete(topic);
      const form = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': topic, 'hub.topic': topic });
      const failure = await post(address, form, signal);
      if (signal.aborted) return undefined;
      if (failure !== undefined) {
        waiting.add(topic);
        return failure.detail;
      }
      log.debug('hub.told', { topic });
    }
    return undefined;
  };

  const run = async (): Promise<void> => {
    let failures = 0;
    await wait(SETTLE_MS, signal);
    while (waiting.size > 0 && !signal.aborted) {
      const address = hub();
      const reason = address === undefined ? undefined : await tellAll(address);
      if (address === undefined) waiting.clear();
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
        return;
      }
      log.warn('hub.failed', { feeds: waiting.size, reason, retryMs: waitMs });
      await wait(waitMs, signal);
    }
  };

  return {
    tell: (topics) => {
      for (const topic of topics) waiting.add(topic);
      if (isTelling || waiting.size === 0) return;
      isTelling = true;
      void run().finally(() => {
        isTelling = false;
      });
    },
  };
};
