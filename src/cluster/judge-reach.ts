import { isUnreached } from '../domain/network/judge-network.ts';
import type { PollAnswer } from '../domain/source/poll/poll-answer.ts';

/** Judges from the polls of this process whether this machine reaches the network. */
export type Reach = {
  /**
   * Records the outcome of a poll. Returns true if this machine may be the cause of the failure, so that another
   * process should try the poll.
   */
  readonly isInDoubt: (host: string, answer: PollAnswer) => boolean;
  /** Returns false for `REST_MS` after several hosts in a row were not reached. */
  readonly mayAsk: () => boolean;
};

/** Number of unreached hosts in a row after which this machine counts as the cause. */
const HOSTS_UNREACHED = 3;

/**
 * Time after the last such failure in which this machine takes no polls, in milliseconds, so that other machines take
 * them.
 */
const REST_MS = 30_000;

/**
 * Makes the judge of one process. `monotonicMs` is a clock that nobody can set. `onRest` is called when this machine
 * begins to take no polls.
 */
export const createReach = (monotonicMs: () => number, onRest: () => void): Reach => {
  const unreached = new Set<string>();
  let restUntilMs = Number.NEGATIVE_INFINITY;
  const mayAsk = (): boolean => monotonicMs() >= restUntilMs;
  return {
    mayAsk,
    isInDoubt: (host, answer) => {
      if (answer.kind !== 'asked') return false;
      const { content } = answer;
      if (content.kind !== 'failed' || !isUnreached(content.failure)) {
        unreached.clear();
        return false;
      }
      unreached.add(host);
      if (unreached.size < HOSTS_UNREACHED) return false;
      if (mayAsk()) onRest();
      restUntilMs = monotonicMs() + REST_MS;
      return true;
    },
  };
};
