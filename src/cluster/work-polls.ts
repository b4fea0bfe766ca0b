import { setTimeout as sleep } from 'node:timers/promises';
import { errorText } from '../domain/error-text.ts';
import type { Log } from '../domain/log.ts';
import type { PollAnswer } from '../domain/source/poll/poll-answer.ts';
import type { Source } from '../domain/source/source.ts';
import type { AskSource } from '../intake/ports.ts';
import type { HostLeases } from './host-leases.ts';
import { explainUnreadable, type PollJob } from './job-data.ts';
import type { JobQueues, TakenPoll } from './job-queues.ts';
import { createReach, type Reach } from './judge-reach.ts';

export type PollWork = {
  /** Fetches polls at once, if this process may take more. */
  readonly look: () => void;
  readonly inWork: () => number;
  /** Takes no more polls, and gives unfinished polls back to the queue. Resolves when none is in progress. */
  readonly stop: () => Promise<void>;
};

export type WorkSetup = {
  readonly queues: Pick<JobQueues, 'takePolls' | 'keep' | 'answer' | 'giveBack'>;
  readonly leases: Pick<HostLeases, 'hold'>;
  readonly ask: AskSource;
  /** Returns the source with an id in the current config; undefined for an unknown id. */
  readonly source: (id: string) => Source | undefined;
  readonly concurrency: () => number;
  /** Called with the hosts that asked for a pause, as the leader recorded them. */
  readonly onRests: (rests: PollJob['rests']) => void;
  /** Called with the promise of a request when the request begins. */
  readonly onAsk: (asking: Promise<unknown>) => void;
  readonly log: Log;
};

/** Interval at which polls are queried without a notification, in milliseconds; a notification may be lost. */
const LOOK_EVERY_MS = 2_000;

/** Interval between two heartbeats of the polls in progress, in milliseconds. */
const KEEP_EVERY_MS = 3_000;

/** Maximum time that a poll waits for this process to take over an edit of the config, in milliseconds. */
const EDIT_MS = 5_000;

/** Delay between two attempts to hand over an answer or to find a source in the config, in milliseconds. */
const RETRY_MS = 500;

/** Takes polls from the queue and runs at most `concurrency` of them at a time, until `stop` is called. */
export const workPolls = (setup: WorkSetup): PollWork => {
  const { queues, concurrency, log } = setup;
  const reach = createReach(
    () => performance.now(),
    () => log.warn('cluster.out-of-reach'),
  );
  const stopping = new AbortController();
  const works = new Map<TakenPoll, Promise<void>>();
  let wake = Promise.withResolvers<void>();
  const look = (): void => wake.resolve();

  const begin = (poll: TakenPoll): void => {
    const work = workPoll(poll, { ...setup, reach }, stopping.signal).finally(() => {
      works.delete(poll);
      look();
    });
    works.set(poll, work);
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      wake = Promise.withResolvers();
      const free = reach.mayAsk() ? concurrency() - works.size : 0;
      const taken = free > 0 ? await queues.takePolls(free).catch(() => []) : [];
      for (const poll of taken) begin(poll);
      // The queue may have more polls than this process asked for.
      if (free > 0 && taken.length === free) continue;
      const timer = setTimeout(wake.resolve, LOOK_EVERY_MS).unref();
      await wake.promise;
      clearTimeout(timer);
    }
  };
  const keeping = setInterval(() => {
    queues.keep([...works.keys()]).catch(() => undefined);
  }, KEEP_EVERY_MS).unref();
  const running = run().catch((error: unknown) => {
    log.error('cluster.work-failed', { reason: errorText(error) });
  });
  return {
    look,
    inWork: () => works.size,
    stop: async () => {
      stopping.abort();
      look();
      await running;
      await Promise.all(works.values());
      clearInterval(keeping);
    },
  };
};

/** Waits for the host, asks the source and hands over the answer; gives the poll back if this fails. */
const workPoll = async (
  poll: TakenPoll,
  setup: WorkSetup & { readonly reach: Reach },
  stop: AbortSignal,
): Promise<void> => {
  const { queues, log } = setup;
  try {
    if (poll.job.kind === 'unreadable') throw new Error(explainUnreadable('the poll', poll.job.reason));
    const { job } = poll.job;
    const answer = await askInTurn(job, setup, stop);
    // The answer of a retry is handed over: if no process reaches any host, the leader must get the failures.
    if (setup.reach.isInDoubt(job.host, answer) && poll.retries === 0) throw new Error(OUT_OF_REACH);
    const { source, url, endpoint, isFirst } = job.task;
    const answered = { source, request: { url, endpoint, isFirst }, answer, retries: poll.retries };
    await handOver(() => queues.answer(poll, answered), stop);
  } catch (error) {
    const reason = errorText(error);
    if (!stop.aborted) log.warn('cluster.poll-returned', { source: poll.source, reason });
    // If the call fails, this try counts as failed when its heartbeats are missing.
    await queues.giveBack(poll, reason).catch(() => undefined);
  }
};

const OUT_OF_REACH = 'several hosts in a row were not reached, so this machine may be the cause';

/** Resolves to the source as soon as this process's config has it; rejects after `EDIT_MS` or at a stop. */
const sourceOf = async (id: string, setup: WorkSetup, stop: AbortSignal): Promise<Source> => {
  for (let waitedMs = 0; ; waitedMs += RETRY_MS) {
    const source = setup.source(id);
    if (source !== undefined) return source;
    if (waitedMs >= EDIT_MS)
      throw new Error(
        'the config of this process has no such source: give all processes the same files, unless the source was just removed',
      );
    await sleep(RETRY_MS, undefined, { signal: stop });
  }
};

const askInTurn = async (job: PollJob, setup: WorkSetup, stop: AbortSignal): Promise<PollAnswer> => {
  const { task, host, rests } = job;
  const source = await sourceOf(task.source, setup, stop);
  setup.onRests(rests);
  const lease = await setup.leases.hold(host, stop);
  try {
    const signal = AbortSignal.any([stop, lease.lost]);
    const asking = setup.ask(source, task, signal);
    setup.onAsk(asking);
    const { answer } = await asking;
    // If this process aborted the request, the source did not fail.
    signal.throwIfAborted();
    return answer;
  } finally {
    await lease.release();
  }
};

/** Repeats an attempt until it resolves, even to false; rejects if it fails after the stop. */
const handOver = async (attempt: () => Promise<boolean>, stop: AbortSignal): Promise<void> => {
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (stop.aborted) throw error;
      await sleep(RETRY_MS);
    }
  }
};
