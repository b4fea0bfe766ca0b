import { joinAsPublisher, type Publisher } from '../../cluster/join-as-publisher.ts';
import type { SentPolls } from '../../cluster/send-polls.ts';
import type { Config } from '../../domain/config.ts';
import type { Log } from '../../domain/log.ts';
import type { Installation, ProcessRole } from '../../domain/source/health/installation.ts';
import type { SourceId } from '../../domain/source/source.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { PollListeners } from '../../intake/poll-all.ts';
import type { AskSource } from '../../intake/ports.ts';
import { keepSession } from '../../store/postgres/keep-session.ts';
import type { Pipeline } from '../pipeline.ts';
import { idOf, namerOf, placeOfThis } from './poll-together.ts';

export type ClusterSetup = {
  readonly role: Exclude<ProcessRole, 'poll'>;
  /** The address of PostgreSQL. */
  readonly url: string;
  /**
   * Waits until no other process can write to the store, then opens it for writing. `onStale` is called if a later
   * write finds that another process has written.
   */
  readonly openToWrite: (signal: AbortSignal, onStale: () => void) => Promise<void>;
  /**
   * Reads the newest commit's time and the states of `sources`. Without `sources`, reads the newest commit's time, all
   * states and the counts.
   */
  readonly refresh: (sources: readonly SourceId[] | undefined) => Promise<void>;
};

/** A publisher, and the polls that it sends when it leads. */
export type Together = Pick<Publisher, 'announce' | 'elected' | 'lostForMs' | 'stop'> & {
  /** Asks sources through the processes that poll; rejects before `send`. */
  readonly ask: AskSource;
  readonly installation: () => Installation;
  /** Returns why polls cannot be sent or answers cannot be read; undefined if they can be, or before `send`. */
  readonly queueProblem: () => string | undefined;
  /** The role and the id of this process, as other processes see them. */
  readonly self: { readonly role: ProcessRole; readonly id: string };
  /** Starts to send polls, and takes in the answers that the previous leader left in the queue. */
  readonly send: (parts: LeaderParts) => Promise<void>;
};

type LeaderParts = {
  readonly pipeline: Pick<Pipeline, 'config' | 'poll' | 'rests'>;
  readonly store: Pick<Store, 'state'>;
  readonly listeners: PollListeners;
  readonly now: () => Temporal.Instant;
  readonly stop: AbortSignal;
};

type JoinSetup = Pick<ClusterSetup, 'role' | 'url'> &
  Pick<Parameters<typeof joinAsPublisher>[0], 'onChange' | 'onDeposed'> & {
    readonly config: () => Config;
    readonly log: Log;
  };

/** Adds this process to the publishers, one of which is elected to lead. Rejects if PostgreSQL cannot be reached. */
export const publishTogether = async (setup: JoinSetup): Promise<Together> => {
  const { role, config } = setup;
  const publisher = await joinAsPublisher({ ...setup, keepSession, name: namerOf(role, config) });
  const here = placeOfThis(role, config);
  let sent: SentPolls | undefined;
  return {
    ...publisher,
    self: { role, id: idOf(here) },
    ask: (source, task, signal) =>
      sent === undefined
        ? Promise.reject(new Error('this process does not lead'))
        : sent.ask(source, task, signal),
    installation: () => ({
      processes: publisher
        .processes()
        .map(({ place, ...one }) => ({ ...one, id: idOf(place), isThis: place === here })),
      ...(sent === undefined ? {} : { polls: sent.counts() }),
    }),
    queueProblem: () => sent?.problem(),
    send: async ({ pipeline, store, listeners, now, stop }) => {
      sent = await publisher.send({
        rests: pipeline.rests,
        now,
        isTaken: (source, at) => store.state(source)?.lastPolledAt?.equals(at) === true,
        pollAgain: (id) => {
          const source = pipeline.config().sources.find((one) => one.id === id);
          if (source === undefined) return false;
          void pipeline.poll([source], listeners, stop);
          return true;
        },
      });
    },
  };
};
