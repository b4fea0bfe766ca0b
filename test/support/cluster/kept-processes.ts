import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorText } from '../../../src/domain/error-text.ts';
import { openSession } from '../../../src/store/postgres/connection.ts';
import { type Daemon, type Installation, startDaemon } from '../product.ts';
import { waitFor } from '../wait-for.ts';
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.ts';

/** A process of an installation. After each end it is started again, as by systemd. */
export type KeptProcess = {
  readonly role: 'publish' | 'poll';
  /** The installation in which commands reach the process while it leads. */
  readonly home: Installation;
  /** The proxy between the process and PostgreSQL. */
  readonly proxy: CuttingProxy;
  /** The running daemon; undefined while the process is not running. */
  daemon: Daemon | undefined;
  /** True from the beginning of an outage of this process until the process works again. */
  isHit: boolean;
  /** Number of the process's starts so far. */
  starts: number;
};

export type KeptProcesses = {
  readonly publishers: readonly KeptProcess[];
  readonly pollers: readonly KeptProcess[];
  /** Returns the process that began to lead last. */
  readonly leader: () => KeptProcess;
  /** Returns the number of times that a process began to lead so far. */
  readonly elections: () => number;
  /**
   * What processes printed when they ended or failed to start while they were not hit. A restart of PostgreSQL excuses
   * failed starts, but not ends: `isReplaced` finds those that it may cause.
   */
  readonly unplannedEnds: readonly string[];
  /** Stops all processes, and resolves to their exit statuses; null if a signal ended a process. */
  readonly stop: () => Promise<readonly (number | null)[]>;
};

/**
 * True if a process ended because another one leads. A leader that is slower than the others to reconnect after a restart
 * of PostgreSQL is replaced, and so is one that a slow machine delays for five seconds.
 */
export const isReplaced = (reason: string): boolean => reason.includes('This process no longer leads');

/** Delay before an ended process is started again, in milliseconds: `RestartSec` of the units. */
const RESTART_MS = 250;

/**
 * Starts processes of these roles over the database of the URL. Each process has a data folder and a proxy of its own.
 * The config must name the database as `${DATABASE_URL}`. Resolves when all processes run and one leads.
 */
export const startProcesses = async (
  at: Installation,
  url: string,
  roles: readonly KeptProcess['role'][],
): Promise<KeptProcesses> => {
  let isStopping = false;
  let elections = 0;
  let leader: KeptProcess | undefined;
  const unplannedEnds: string[] = [];
  const keeping: Promise<void>[] = [];

  const start = async (one: KeptProcess): Promise<Daemon | undefined> => {
    const beganAt = new Date();
    try {
      const daemon = await startDaemon(one.home, '--role', one.role);
      one.daemon = daemon;
      one.starts += 1;
      const onLead = (): void => {
        elections += 1;
        leader = one;
      };
      // The promise rejects if the process ends as a follower.
      daemon.event(({ event }) => event === 'cluster.leads').then(onLead, () => undefined);
      return daemon;
    } catch (error) {
      if (!one.isHit && (await hasRunSince(url, beganAt))) unplannedEnds.push(errorText(error));
      return undefined;
    }
  };
  const keep = async (one: KeptProcess): Promise<void> => {
    while (!isStopping) {
      const daemon = await start(one);
      const reason = await daemon?.event(() => false).then(() => '', errorText);
      one.daemon = undefined;
      if (isStopping) return;
      if (reason !== undefined && !one.isHit) unplannedEnds.push(reason);
      await sleep(RESTART_MS);
    }
  };
  const all = await Promise.all(
    roles.map(async (role, n): Promise<KeptProcess> => {
      const data = path.join(at.folder, `data-${n}`);
      await mkdir(data);
      const proxy = await startCuttingProxy(url);
      const home = { ...at, data, env: { ...at.env, DATABASE_URL: proxy.url } };
      const one: KeptProcess = { role, home, proxy, daemon: undefined, isHit: false, starts: 0 };
      keeping.push(keep(one));
      return one;
    }),
  );
  await waitFor(() => leader !== undefined && all.every(({ daemon }) => daemon !== undefined));
  return {
    publishers: all.filter(({ role }) => role === 'publish'),
    pollers: all.filter(({ role }) => role === 'poll'),
    leader: () => {
      if (leader === undefined) throw new Error('no process leads');
      return leader;
    },
    elections: () => elections,
    unplannedEnds,
    stop: async () => {
      await waitFor(() => all.every(({ daemon }) => daemon !== undefined));
      isStopping = true;
      const statuses = await Promise.all(
        all.map(async ({ daemon }) => (await daemon?.kill('SIGTERM'))?.status),
      );
      await Promise.all(keeping);
      for (const { proxy } of all) await proxy.close();
      return statuses.map((status) => status ?? null);
    },
  };
};

/** Resolves to true if PostgreSQL runs, and has run since a moment: a later start of a process should not fail. */
const hasRunSince = async (url: string, moment: Date): Promise<boolean> => {
  const session = await openSession(url).catch(() => undefined);
  const sql = 'SELECT pg_postmaster_start_time() < $1 AS has_run';
  const rows = await session?.query(sql, [moment]).catch(() => []);
  await session?.close();
  return rows?.[0]?.has_run === true;
};
