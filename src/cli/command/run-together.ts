import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterSetup } from '../../daemon/cluster/publish-together.ts';
import { runPoller } from '../../daemon/cluster/run-poller.ts';
import { createSwitchingStore } from '../../daemon/cluster/switching-store.ts';
import { runDaemon } from '../../daemon/daemon.ts';
import type { DaemonSetup, DaemonWorld } from '../../daemon/service.ts';
import type { ProcessRole } from '../../domain/source/health/installation.ts';
import { makeFolders, PRIVATE_FOLDER } from '../../store/disk/make-folders.ts';
import { type OpenedPostgres, openPostgres } from '../../store/postgres/open-postgres.ts';
import { complainOfStore, keepPrivate, type StoreHome } from '../reach-store.ts';
import { EXIT, type ExitStatus } from '../terminal.ts';
import { untilEnd } from './until-end.ts';

type SharedHome = StoreHome & { readonly store: string };

/** Delay between two attempts to open the store, in milliseconds. */
const RETRY_MS = 500;

/** Maximum number of attempts to open the store for reading, while another process makes or updates the tables. */
const ATTEMPTS_TO_READ = 20;

/** Runs one of the processes that share a PostgreSQL database. */
export const runTogether = async (
  role: ProcessRole,
  world: DaemonWorld,
  home: SharedHome,
): Promise<ExitStatus> => {
  const { store: url, data } = home;
  if (role === 'poll') return untilEnd(world.config, () => runPoller({ ...world, url }));
  // The control socket needs this folder, although the store is a database.
  await keepPrivate(data);
  await makeFolders(data, PRIVATE_FOLDER);
  const reading = await openToRead(world, home);
  if (reading.kind !== 'opened') {
    complainOfStore(home, reading);
    return EXIT.failed;
  }
  const { switchTo, ...opened } = createSwitchingStore(reading);
  const openToWrite: ClusterSetup['openToWrite'] = async (stop, onStale) => {
    switchTo(await openWhenFree(world, { ...home, onStale }, stop));
  };
  const cluster = { role, url, openToWrite, refresh: reading.refresh };
  return untilEnd(world.config, () => runDaemon({ ...world, ...opened, cluster, dataFolder: data }));
};

/**
 * Opens the store for reading. If tables are missing or outdated, makes or updates them, or waits while another process
 * does.
 */
export const openToRead = async (
  { log, systemNow: now }: Pick<DaemonWorld, 'log' | 'systemNow'>,
  home: SharedHome,
): Promise<OpenedPostgres> => {
  for (let attempt = 1; ; attempt += 1) {
    const opened = await openPostgres({ url: home.store, log, now, lock: false });
    if (opened.kind === 'opened' || attempt === ATTEMPTS_TO_READ) return opened;
    const made = await openPostgres({ url: home.store, log, now, lock: true });
    if (made.kind === 'failed') return made;
    if (made.kind === 'opened') await made.store.close();
    else await sleep(RETRY_MS);
  }
};

/** Opens the store for writing. If it is locked or cannot be opened, tries again; rejects after a stop. */
export const openWhenFree = async (
  { log, systemNow: now }: Pick<DaemonWorld, 'log' | 'systemNow'>,
  { store: url, onStale }: Pick<SharedHome, 'store'> & { readonly onStale: () => void },
  stop: AbortSignal,
): Promise<Pick<DaemonSetup, 'store' | 'shelf' | 'editions'>> => {
  let said: string | undefined;
  for (;;) {
    const opened = await openPostgres({ url, log, now, lock: true, isPatient: true, onStale });
    if (opened.kind === 'opened') {
      if (!stop.aborted) return opened;
      // An open store would keep the process running.
      await opened.store.close();
      throw new Error('the process is stopping');
    }
    const reason = opened.kind === 'locked' ? `the store is in use by ${opened.by}` : opened.reason;
    if (reason !== said) log.warn('store.waits', { reason });
    said = reason;
    await sleep(RETRY_MS, undefined, { signal: stop });
  }
};
