import { runDaemon } from '../../../src/daemon/daemon.ts';
import { readConfig } from '../../../src/daemon/read-config.ts';
import type { DaemonSetup } from '../../../src/daemon/service.ts';
import { markConfig } from '../../../src/daemon/watch-config.ts';
import type { Log } from '../../../src/domain/log.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { createMeter } from '../../../src/system/metrics/create-meter.ts';
import type { Installation } from '../../support/product.ts';

type InProcess = Pick<DaemonSetup, 'config' | 'store'> & {
  /** Settles when the daemon has ended. */
  readonly ended: Promise<void>;
  /** Stops the daemon, and resolves when it has ended. */
  readonly end: () => Promise<void>;
};

/** Starts the daemon of an installation in this process, with a clock and a log of the test's own. */
export const runInProcess = async (
  at: Installation,
  log: Log,
  systemNow: DaemonSetup['systemNow'],
  rest: Partial<DaemonSetup> = {},
): Promise<InProcess> => {
  const opened = await openStore({ folder: at.data, log, now: systemNow });
  const loaded = await readConfig(at.config, {});
  if (opened.kind !== 'opened' || loaded.kind !== 'loaded') throw new Error('not opened');
  const stop = new AbortController();
  const silent = (): undefined => undefined;
  const ended = runDaemon({
    config: loaded.config,
    configFolder: at.config,
    configMark: await markConfig(at.config),
    env: {},
    store: opened.store,
    shelf: opened.shelf,
    editions: opened.editions,
    dataFolder: at.data,
    log,
    meter: createMeter('test'),
    supervisor: { ready: silent, reloading: silent, stopping: silent, status: silent, alive: silent },
    listenFile: undefined,
    systemNow,
    elapsedMs: () => performance.now(),
    monotonicMs: () => performance.now(),
    chance: () => 0,
    stop: stop.signal,
    onReloadAsked: silent,
    ...rest,
  });
  const end = async (): Promise<void> => {
    stop.abort();
    await ended;
  };
  return { config: loaded.config, store: opened.store, ended, end };
};
