import type { PollListeners } from '../../intake/poll-all.ts';
import { answerCommands } from '../control/answer-commands.ts';
import { keepEditions } from '../edition/keep-editions.ts';
import { keepTidy } from '../keep-tidy.ts';
import { logNetwork, logPolls } from '../log-polls.ts';
import { createRequestHandler } from '../request/handle-request.ts';
import type { DaemonSetup, Service } from '../service.ts';
import { combineListeners } from '../watch/combine-listeners.ts';
import { countPolls } from '../watch/count-work.ts';
import { createPollProgress, type PollProgress } from '../watch/poll-progress.ts';
import { createPolling, type Polling } from './polling.ts';

type Polls = {
  readonly polling: Polling;
  readonly listeners: PollListeners;
  readonly progress: PollProgress;
};

/** Makes the polling of a process; the polls begin when `polling.restart` is called. */
export const preparePolls = (setup: DaemonSetup, { pipeline }: Pick<Service, 'pipeline'>): Polls => {
  const { log, meter, stop } = setup;
  const progress = createPollProgress(setup.monotonicMs);
  const hearers = [logPolls(log), countPolls(meter), progress.listeners];
  const listeners = combineListeners(() => hearers);
  pipeline.network.follow(logNetwork(log));
  return { polling: createPolling({ pipeline, listeners, progress, stop, log }), listeners, progress };
};

type LeadingParts = Omit<Polls, 'progress'> & {
  /** Called if another process has written to the database; this process must end. */
  readonly onDeposed: () => void;
  readonly catchUp: () => Promise<void>;
  /** The stack of functions that stop the started parts. */
  readonly led: AsyncDisposableStack;
  /** Work that a stop awaits, even after the store is closed. */
  readonly ends: Promise<unknown>[];
};

/** Starts what only the leading process does. In a cluster, first waits until the store can be opened for writing. */
export const startLeading = async (
  setup: DaemonSetup,
  service: Service,
  { polling, listeners, onDeposed, catchUp, led, ends }: LeadingParts,
): Promise<void> => {
  const { log, dataFolder, cluster, stop } = setup;
  const { pipeline, store, clock, site, together } = service;
  await cluster?.openToWrite(stop, onDeposed);
  if (together !== undefined) {
    stop.throwIfAborted();
    await pipeline.refill();
    site.changed();
    // The previous leader may have ended after a commit, before it sent the change to the other processes.
    together.announce(undefined);
    await together.send({ pipeline, store, listeners, now: clock.now, stop });
    stop.throwIfAborted();
  }
  const act = createRequestHandler({ ...setup, service, listeners, catchUp });
  const commands = await answerCommands({ folder: dataFolder, log, act });
  led.defer(() => {
    ends.push(commands.stop());
  });
  const { config } = pipeline;
  const forgetBefore = (moment: Temporal.Instant): void => {
    pipeline.forgetBefore(moment);
    together?.announce({ stories: [], sources: [], forgetBefore: moment });
  };
  const shared = { ...setup, store, config, now: clock.now, clockProblem: clock.problem };
  led.defer(keepTidy({ ...shared, forgetBefore }));
  for (const { source, nextPollAt } of pipeline.unfinished)
    log.warn('source.interrupted', { source, next: nextPollAt });
  led.defer(polling.stop);
  polling.restart();
  led.defer(keepEditions({ ...shared, ...service, polled: polling.settled }));
  if (together !== undefined) log.info('cluster.leads');
};
