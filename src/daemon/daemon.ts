import { VERSION } from '../system/version.ts';
import { answerCommands } from './control/answer-commands.ts';
import { keepEditions } from './edition/keep-editions.ts';
import { keepTidy } from './keep-tidy.ts';
import { logNetwork, logPolls } from './log-polls.ts';
import { createPolling } from './polling.ts';
import { startReloading } from './reload-config.ts';
import { createRequestHandler } from './request/handle-request.ts';
import { type DaemonSetup, openService, type Service } from './service.ts';
import { startServer } from './start-server.ts';
import { delay, untilAborted } from './wait.ts';
import { combineListeners } from './watch/combine-listeners.ts';
import { countPolls } from './watch/count-work.ts';
import { createPollProgress } from './watch/poll-progress.ts';
import { statusLine } from './watch/status-line.ts';
import { supervise } from './watch/supervise.ts';

/** Milliseconds in which requests and polls in progress may end at a stop. */
const GRACE_MS = 2_000;

/** Polls and serves until it is stopped; then it ends the cycle, finishes the write and resolves. */
export const runDaemon = async (setup: DaemonSetup): Promise<void> => {
  const { log, meter, supervisor, stop, dataFolder } = setup;
  // Parts start in this order and end in the reverse one, also where a later one fails to start.
  await using parts = new AsyncDisposableStack();
  const ends: Promise<unknown>[] = [];
  const service = await openService(setup).catch(async (error: unknown) => {
    await setup.store.close();
    throw error;
  });
  const { pipeline, store, status, clock, site } = service;
  parts.use(pipeline);
  parts.defer(async () => {
    await Promise.all(ends);
  });
  parts.defer(store.close);
  parts.defer(() => refuseNew(service));

  const server = await startServer(setup, service);
  parts.defer(() => server.current().close(0));
  const progress = createPollProgress(setup.monotonicMs);
  const hearers = [logPolls(log), countPolls(meter), progress.listeners];
  const listeners = combineListeners(() => hearers);
  pipeline.network.follow(logNetwork(log));
  const polling = createPolling({ pipeline, listeners, progress, stop });
  const reloading = startReloading({
    ...setup,
    service,
    moveServer: server.moveTo,
    restartPolling: polling.restart,
    onBegin: supervisor.reloading,
    onEnd: () => {
      site.changed();
      supervisor.ready(describe(service));
    },
  });
  const act = createRequestHandler({ ...setup, service, listeners, catchUp: reloading.catchUp });
  const commands = await answerCommands({ folder: dataFolder, log, act });
  parts.defer(async () => {
    ends.push(polling.settled(), commands.stop());
    await Promise.all([server.current().close(GRACE_MS), Promise.race([Promise.all(ends), delay(GRACE_MS)])]);
  });
  parts.defer(reloading.stop);
  const { config, forgetBefore } = pipeline;
  const shared = { ...setup, store, config, now: clock.now, clockProblem: clock.problem };
  parts.defer(keepTidy({ ...shared, forgetBefore }));
  log.info('daemon.started', { version: VERSION, url: server.current().url, pid: process.pid });
  for (const { source, nextPollAt } of pipeline.unfinished)
    log.warn('source.interrupted', { source, next: nextPollAt });
  parts.defer(polling.stop);
  polling.restart();
  parts.defer(keepEditions({ ...shared, ...service, polled: polling.settled }));
  status.missing = [];
  supervisor.ready(describe(service));
  const standstill = async (withinMs: number): Promise<string | undefined> => {
    const patienceMs = pipeline.config().fetch.timeoutMs + (supervisor.watchdogMs ?? 0);
    // Polls wait while the disk refuses to write: that is known, and a restart would not help.
    const poller = store.health().isWaiting ? undefined : progress.standstill(patienceMs);
    return poller ?? server.current().askItself(withinMs);
  };
  parts.defer(supervise({ supervisor, log, status: () => describe(service), standstill }));

  await untilAborted(stop);
  log.info('daemon.stopping');
  status.missing = ['The daemon is stopping.'];
  supervisor.stopping('finishing requests and the last write');
  await parts.disposeAsync();
  log.info('daemon.stopped');
};

/** Milliseconds between two looks at whether the disk refuses to write. */
const LOOK_MS = 100;

/**
 * Takes in no more articles, and waits for the batch in progress, since it reads the store. Does not wait for a disk that
 * refuses to write: closing the store settles that batch one way or the other.
 */
const refuseNew = async ({ pipeline, store }: Service): Promise<void> => {
  let hasEnded = false;
  const ended = pipeline.refuse().then(() => {
    hasEnded = true;
  });
  while (!hasEnded && !store.health().isWaiting) await Promise.race([ended, delay(LOOK_MS)]);
};

const describe = ({ pipeline, status, store, clock }: Service): string =>
  statusLine({
    ...status,
    config: pipeline.config(),
    store,
    now: clock.now(),
    clockProblem: clock.problem(),
    offline: pipeline.network.offline(),
  });
