import { fstatSync } from 'node:fs';
import { uptime } from 'node:os';
import { runDaemon } from '../../daemon/daemon.ts';
import { type GivenAddress, readConfig } from '../../daemon/read-config.ts';
import { whyNoServer } from '../../daemon/start-server.ts';
import { markConfig } from '../../daemon/watch-config.ts';
import { errorText } from '../../domain/error-text.ts';
import type { Log } from '../../domain/log.ts';
import { chooseLogFormat } from '../../system/log/choose-log-format.ts';
import { createLog } from '../../system/log/create-log.ts';
import { createMeter } from '../../system/metrics/create-meter.ts';
import { createSupervisor } from '../../system/systemd/create-supervisor.ts';
import { passedFiles } from '../../system/systemd/passed-files.ts';
import { VERSION } from '../../system/version.ts';
import type { Given } from '../command.ts';
import { openStoreFor } from '../reach-store.ts';
import { complain, EXIT, type ExitStatus } from '../terminal.ts';
import { complainOfConfig } from '../with-config.ts';

const now = () => Temporal.Now.instant();

/** Milliseconds since the machine started. Unlike `performance.now`, it counts while the machine sleeps. */
const elapsedMs = () => uptime() * 1000;

/** The daemon: runs until SIGTERM or SIGINT, and returns exit status 0 after an orderly end. */
export const run = async ({ folders, flags: address }: Given<GivenAddress>): Promise<ExitStatus> => {
  const log = daemonLog();
  // Node would print the stack in several lines, and a feed's text in the message could look like a log line.
  process.on('uncaughtException', (error) => {
    log.error('daemon.crashed', { reason: errorText(error), stack: error.stack });
    process.exit(EXIT.failed);
  });
  const configMark = await markConfig(folders.config);
  const loaded = await readConfig(folders.config, process.env, address);
  if (loaded.kind === 'wrong') return complainOfConfig(loaded.problems);
  const listenFiles = passedFiles(process.env, process.pid, 'http');
  if (listenFiles.length > 1) {
    complain(
      `systemd hands over ${listenFiles.length} sockets; leave one ListenStream= in kawaraban.socket.`,
    );
    return EXIT.config;
  }
  const opened = await openStoreFor(
    { data: folders.data, store: loaded.config.store },
    { lock: true, log, isPatient: true },
  );
  if (opened.kind === 'closed') return opened.status;

  const supervisor = createSupervisor({
    env: process.env,
    pid: process.pid,
    monotonicNs: () => process.hrtime.bigint(),
    onTrouble: (reason) => log.warn('supervisor.unreachable', { reason }),
  });
  const stop = new AbortController();
  // npm forwards a second SIGINT to its child: one stop is enough.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  try {
    await runDaemon({
      config: loaded.config,
      configFolder: folders.config,
      configMark,
      env: process.env,
      address,
      store: opened.store,
      dataFolder: folders.data,
      shelf: opened.shelf,
      editions: opened.editions,
      log,
      meter: createMeter(VERSION),
      supervisor,
      listenFile: listenFiles[0],
      systemNow: now,
      elapsedMs,
      monotonicMs: () => performance.now(),
      chance: Math.random,
      stop: stop.signal,
      onReloadAsked: (reload) => process.on('SIGHUP', reload),
    });
    return EXIT.done;
  } catch (error) {
    complain(whyNoServer(error, loaded.config.server));
    return EXIT.failed;
  }
};

const daemonLog = (): Log => {
  const { dev, ino } = fstatSync(process.stdout.fd);
  const choice = chooseLogFormat(process.env, { isTTY: process.stdout.isTTY, dev, ino });
  const log = createLog({ stream: process.stdout, now, ...choice });
  for (const problem of choice.problems) log.warn('log.setting-ignored', { problem });
  return log;
};
