import type { Config } from '../../domain/config.ts';
import { counted } from '../../domain/explanation.ts';
import { VERSION } from '../../system/version.ts';
import { createGuardedClock, hostsOf } from '../clock/create-guarded-clock.ts';
import { startReloading } from '../reload-config.ts';
import type { DaemonWorld } from '../service.ts';
import { untilAborted } from '../wait.ts';
import { createPollProgress } from '../watch/poll-progress.ts';
import { supervise } from '../watch/supervise.ts';
import { idOf, placeOfThis, pollTogether } from './poll-together.ts';

/** Takes polls from the leader's queue until `stop` is aborted, then gives back the polls in progress. */
export const runPoller = async (setup: DaemonWorld & { readonly url: string }): Promise<void> => {
  const { log, supervisor, systemNow, elapsedMs, stop } = setup;
  await using parts = new AsyncDisposableStack();
  let config = setup.config;
  const status = {
    missing: [],
    configProblems: [] as readonly string[],
    configSince: systemNow(),
    hosts: hostsOf(config),
  };
  const clock = createGuardedClock({
    ...{ systemNow, elapsedMs, log },
    newestCommitAt: undefined,
    hosts: () => status.hosts,
  });
  const progress = createPollProgress(setup.monotonicMs);
  const work = await pollTogether({ ...setup, role: 'poll', config: () => config, clock, progress });
  parts.defer(work.stop);
  const describe = (): string => describePoller(config, work.inWork(), status.configProblems);
  const reloading = startReloading({
    ...setup,
    service: {
      clock,
      status,
      pipeline: {
        config: () => config,
        reload: (next) => {
          config = next;
        },
      },
    },
    moveServer: () => Promise.resolve(undefined),
    restartPolling: work.look,
    onBegin: supervisor.reloading,
    onEnd: () => supervisor.ready(describe()),
  });
  parts.defer(reloading.stop);
  const id = idOf(placeOfThis('poll', () => config));
  log.info('daemon.started', { version: VERSION, role: 'poll', id, pid: process.pid });
  supervisor.ready(describe());
  const standstill = async (): Promise<string | undefined> =>
    progress.standstill(config.fetch.timeoutMs + (supervisor.watchdogMs ?? 0));
  parts.defer(supervise({ supervisor, log, status: describe, standstill }));

  await untilAborted(stop);
  log.info('daemon.stopping');
  supervisor.stopping('giving back the polls in progress');
  await parts.disposeAsync();
  log.info('daemon.stopped');
};

const describePoller = ({ sources }: Config, inWork: number, problems: readonly string[]): string =>
  [
    `polls ${counted(sources.length, 'source')} together with other processes, ${inWork} now`,
    ...problems.slice(0, 1).map((problem) => `PROBLEM: ${problem}`),
  ].join('; ');
