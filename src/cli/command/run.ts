import { fstatSync } from 'node:fs';
import { uptime } from 'node:os';
import { runDaemon } from '../../daemon/daemon.ts';
import { readConfig } from '../../daemon/read-config.ts';
import { markConfig } from '../../daemon/watch-config.ts';
import type { GivenAddress } from '../../domain/config.ts';
import { errorText } from '../../domain/error-text.ts';
import type { Log } from '../../domain/log.ts';
import type { ProcessRole } from '../../domain/source/health/installation.ts';
import { chooseLogFormat } from '../../system/log/choose-log-format.ts';
import { createLog } from '../../system/log/create-log.ts';
import { createMeter } from '../../system/metrics/create-meter.ts';
import { createSupervisor, passedFiles } from '../../system/systemd/create-supervisor.ts';
import { VERSION } from '../../system/version.ts';
import type { Given } from '../command.ts';
import { logOutput } from '../log-output.ts';
import { openStoreFor } from '../reach-store.ts';
import { complain, EXIT, type ExitStatus } from '../terminal.ts';
import { complainOfConfig } from '../with-config.ts';
import { untilEnd } from './until-end.ts';

const now = () => Temporal.Now.instant();

/**
 * Returns the time since the machine started, in milliseconds. Unlike `performance.now`, it also counts while the
 * machine sleeps.
 */
const elapsedMs = () => uptime() * 1000;

export type RunFlags = GivenAddress & {
  /** Role of the process if several processes share a database; `all` if absent. */
  readonly role?: ProcessRole;
};

/** Runs the daemon. Returns exit status 0 after a stop by SIGTERM or SIGINT. */
export const run = async ({
  folders,
  flags: { role = 'all', ...address },
}: Given<RunFlags>): Promise<ExitStatus> => {
  const log = daemonLog();
  // Node would print the stack in several lines, and a feed's text in the message could look like a log line.
  process.on('uncaughtException', (error) => {
    log.error('daemon.crashed', { reason: errorText(error), stack: error.stack });
    process.exit(EXIT.failed);
  });
  const configMark = await markConfig(folders.config);
  const loaded = await readConfig(folders.config, process.env, address);
  if (loaded.kind === 'wrong') return complainOfConfig(loaded.problems, loaded.total);
  const { config } = loaded;
  const listenFiles = passedFiles(process.env, process.pid, 'http');
  if (listenFiles.length > 1) {
    complain(
      [
        `systemd hands over ${listenFiles.length} sockets, but the daemon listens on one: keep one ListenStream= in`,
        'kawaraban.socket (in `systemctl edit`, an empty ListenStream= removes those before it), then restart the',
        'socket and the service.',
      ].join(' '),
    );
    return EXIT.config;
  }
  const world = { ...makeWorld(log), config, configMark, address, configFolder: folders.config };
  const home = { data: folders.data, store: config.store };
  if (config.store !== undefined) {
    const { runTogether } = await import('./run-together.ts');
    return runTogether(role, { ...world, listenFile: listenFiles[0] }, { ...home, store: config.store });
  }
  if (role !== 'all') {
    complain(
      `The role ${role} is for several processes, which share a PostgreSQL database: name the database as \`store\` in ${folders.config}/kawaraban.yaml, or leave out --role and KAWARABAN_ROLE.`,
    );
    return EXIT.config;
  }
  const opened = await openStoreFor(home, { lock: true, log, isPatient: true });
  if (opened.kind === 'closed') return opened.status;
  const { store, shelf, editions } = opened;
  return untilEnd(config, () =>
    runDaemon({ ...world, store, shelf, editions, dataFolder: folders.data, listenFile: listenFiles[0] }),
  );
};

const makeWorld = (log: Log) => {
  const supervisor = createSupervisor({
    env: process.env,
    pid: process.pid,
    monotonicNs: () => process.hrtime.bigint(),
    onTrouble: (reason) => log.warn('supervisor.unreachable', { reason }),
  });
  const stop = new AbortController();
  // Under npm, one Ctrl-C sends SIGINT twice; the second SIGINT must not end the process.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  return {
    env: process.env,
    log,
    meter: createMeter(VERSION),
    supervisor,
    systemNow: now,
    elapsedMs,
    monotonicMs: () => performance.now(),
    chance: Math.random,
    stop: stop.signal,
    onReloadAsked: (reload: () => void) => process.on('SIGHUP', reload),
  };
};

const daemonLog = (): Log => {
  const { dev, ino } = fstatSync(process.stdout.fd);
  const choice = chooseLogFormat(process.env, { isTTY: process.stdout.isTTY, dev, ino });
  const log = createLog({ stream: logOutput(), now, ...choice });
  for (const problem of choice.problems) log.warn('log.setting-ignored', { problem });
  return log;
};
