import { VERSION } from '../system/version.ts';
import { preparePolls, startLeading } from './lead/start-leading.ts';
import { startReloading } from './reload-config.ts';
import { type DaemonSetup, openService, type Service } from './service.ts';
import { GRACE_MS, type MovableServer, startServer } from './start-server.ts';
import { delay, untilAborted } from './wait.ts';
import { statusLine } from './watch/measure-service.ts';
import { createPollProgress, type PollProgress } from './watch/poll-progress.ts';
import { supervise } from './watch/supervise.ts';

/**
 * Polls and serves until `stop` is aborted. In a cluster it serves at once, and leads when it is elected. Rejects if
 * the start fails. As the leader, also rejects if another process takes over the lead or writes to the database.
 */
export const runDaemon = async (given: DaemonSetup): Promise<void> => {
  const deposed = new AbortController();
  const onDeposed = (): void => deposed.abort();
  const setup = { ...given, stop: AbortSignal.any([given.stop, deposed.signal]) };
  const { log, supervisor, stop } = setup;
  // Parts start in this order and end in reverse order, even if a later part fails to start.
  await using parts = new AsyncDisposableStack();
  const ends: Promise<unknown>[] = [];
  const service = await openService(setup, onDeposed).catch(async (error: unknown) => {
    await setup.store.close();
    throw error;
  });
  const { pipeline, store, status, site, together } = service;
  parts.use(pipeline);
  parts.defer(async () => {
    await Promise.all(ends);
  });
  if (together !== undefined) parts.defer(together.stop);
  parts.defer(store.close);
  parts.defer(() => refuseNew(service));

  const server = await startServer(setup, service);
  parts.defer(() => server.current().close(0));
  const { polling, listeners, progress } = preparePolls(setup, service);
  let isLeading = false;
  const reloading = startReloading({
    ...setup,
    service,
    moveServer: server.moveTo,
    restartPolling: () => {
      if (isLeading) polling.restart();
    },
    onBegin: supervisor.reloading,
    onEnd: () => {
      site.changed();
      supervisor.ready(describe(service));
    },
  });
  parts.defer(async () => {
    ends.push(polling.settled());
    await Promise.all([server.current().close(GRACE_MS), Promise.race([Promise.all(ends), delay(GRACE_MS)])]);
  });
  parts.defer(reloading.stop);
  log.info('daemon.started', {
    version: VERSION,
    url: server.current().url,
    pid: process.pid,
    ...together?.self,
  });
  const led = parts.use(new AsyncDisposableStack());
  const lead = (): Promise<void> => {
    isLeading = true;
    return startLeading(setup, service, { polling, listeners, onDeposed, ...reloading, led, ends });
  };
  const own = await pollBeside(setup, service, parts);
  const leading = together === undefined ? lead() : together.elected.then(lead);
  if (together === undefined) await leading;
  status.missing = [];
  supervisor.ready(describe(service));
  const standstill = standstillOf(setup, service, server, own ?? progress);
  parts.defer(supervise({ supervisor, log, status: () => describe(service), standstill }));

  await Promise.race([untilAborted(stop), leading.then(() => untilAborted(stop))]);
  log.info('daemon.stopping');
  status.missing = ['The daemon is stopping.'];
  supervisor.stopping('finishing the requests and writes in progress');
  await parts.disposeAsync();
  log.info('daemon.stopped');
  if (deposed.signal.aborted) throw new Error(DEPOSED);
};

const DEPOSED =
  'This process no longer leads, or the database has changed since this process read it. Start this process again.';

/**
 * Starts to take polls from the queue if the role is `all`. Resolves to the progress of the polls that are taken;
 * without a cluster, to undefined.
 */
const pollBeside = async (
  setup: DaemonSetup,
  { pipeline, clock }: Service,
  parts: AsyncDisposableStack,
): Promise<PollProgress | undefined> => {
  const { cluster, monotonicMs } = setup;
  if (cluster === undefined) return undefined;
  const progress = createPollProgress(monotonicMs);
  if (cluster.role === 'all') {
    const { config } = pipeline;
    const { pollTogether } = await import('./cluster/poll-together.ts');
    const work = await pollTogether({ ...setup, ...cluster, role: 'asks', config, clock, progress });
    parts.defer(work.stop);
  }
  return progress;
};

/** Returns a function that resolves to a sentence if this process's polls or server are stalled; else to undefined. */
const standstillOf =
  (
    { supervisor }: DaemonSetup,
    { pipeline, store }: Service,
    server: MovableServer,
    progress: PollProgress,
  ) =>
  async (withinMs: number): Promise<string | undefined> => {
    const patienceMs = pipeline.config().fetch.timeoutMs + (supervisor.watchdogMs ?? 0);
    // While the store cannot be written, polls wait; a restart would not help.
    const poller = store.health().isWaiting ? undefined : progress.standstill(patienceMs);
    return poller ?? server.current().askItself(withinMs);
  };

/** Interval between two checks whether the store can be written, in milliseconds. */
const LOOK_MS = 100;

/** Closes the intake (`Intake.close`). Resolves when its work has ended, or if the store cannot be written. */
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
