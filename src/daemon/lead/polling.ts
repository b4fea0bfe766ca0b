import type { Log } from '../../domain/log.ts';
import { retryMs } from '../../domain/network/judge-network.ts';
import { hasPortZero } from '../../domain/web-address.ts';
import type { PollListeners } from '../../intake/poll-all.ts';
import { type Schedule, startSchedule } from '../../system/schedule/create-schedule.ts';
import type { Pipeline } from '../pipeline.ts';
import type { PollProgress } from '../watch/poll-progress.ts';

export type Polling = {
  /** Polls the due sources now, and then by the schedule of the current config. */
  readonly restart: () => void;
  /** Prevents further cycles; cycles in progress continue. */
  readonly stop: () => void;
  /** Resolves when the cycles in progress at the call have ended. */
  readonly settled: () => Promise<void>;
};

type PollingSetup = {
  readonly pipeline: Pick<Pipeline, 'config' | 'due' | 'poll' | 'network'>;
  readonly listeners: PollListeners;
  readonly progress: PollProgress;
  readonly stop: AbortSignal;
  readonly log: Log;
};

const ADD_ONE = 'Nothing is polled. Add a source with `kawaraban add URL`, or enable one.';

const NAME_ADDRESS =
  'Links in feeds and mails have port 0, so they lead nowhere. Write the public address as `feed.url`, or choose a port.';

/** Makes the polling. While this machine is offline, the schedule begins no cycles; `retryWhileOffline` does. */
export const createPolling = ({ pipeline, listeners, progress, stop, log }: PollingSetup): Polling => {
  /** The cycles that are not over. */
  const cycles = new Set<Promise<void>>();
  let schedule: Schedule | undefined;
  const cycle = (): boolean => {
    const due = pipeline.due();
    if (due.length === 0 || stop.aborted) return false;
    const polls = pipeline.poll(due, listeners, stop);
    cycles.add(polls);
    progress.cycle(polls);
    void polls.finally(() => cycles.delete(polls));
    return true;
  };
  const tick = (): void => {
    if (schedule !== undefined) progress.looked(schedule.msToNext());
    if (pipeline.network.offline() === undefined) cycle();
  };
  const retrying = retryWhileOffline(pipeline.network, cycle, stop);
  return {
    restart: () => {
      schedule?.stop();
      const config = pipeline.config();
      if (!config.sources.some(({ enabled }) => enabled)) log.warn('config.no-source', { advice: ADD_ONE });
      if (hasPortZero(config.feed.url))
        log.warn('config.no-address', { links: config.feed.url, advice: NAME_ADDRESS });
      schedule = startSchedule(config.schedule, tick);
      progress.looked(schedule.msToNext());
      cycle();
    },
    stop: () => {
      schedule?.stop();
      retrying.stop();
    },
    settled: async () => {
      await Promise.all(cycles);
    },
  };
};

/** Maximum interval between two checks whether an attempt to reach the network is due, in milliseconds. */
const LOOK_EVERY_MS = 30_000;

/** Delay from the end of an outage to a cycle of due sources, in milliseconds, so that polls in progress can end. */
const AFTER_RETURN_MS = 1_000;

/**
 * Tries to reach the network while this machine is offline. An attempt is a cycle, or a probe if no source is due. If
 * host names cannot be resolved, also probes between attempts. Begins a cycle when the network is back.
 */
const retryWhileOffline = (
  network: Pipeline['network'],
  cycle: () => boolean,
  stop: AbortSignal,
): { readonly stop: () => void } => {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  /** The moment of the next attempt, in milliseconds of `performance.now`, because the clock may be set. */
  let attemptAtMs = 0;
  const after = (ms: number, work: () => void): void => {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(work, ms).unref();
  };
  const sleep = (): void => {
    const leftMs = attemptAtMs - performance.now();
    after(Math.min(LOOK_EVERY_MS, Math.max(0, leftMs)), () => void look());
  };
  const look = async (): Promise<void> => {
    const offline = network.offline();
    if (offline === undefined) return;
    const isDue = performance.now() >= attemptAtMs;
    if (isDue) attemptAtMs = performance.now() + retryMs(offline.attempts);
    sleep();
    if (isDue && cycle()) return;
    // If no source is due at an attempt, the probe is the attempt, so its failure delays the next attempt.
    const isBack = (isDue || offline.kind === 'dns') && (await network.probe(stop));
    if (isBack && !stop.aborted && !cycle()) network.reached();
  };
  network.follow((offline) => {
    if (offline === undefined) {
      after(AFTER_RETURN_MS, cycle);
      return;
    }
    attemptAtMs = performance.now() + retryMs(offline.attempts);
    sleep();
  });
  return {
    stop: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
};
