import { isUnreached, isUnsent } from '../domain/network/judge-network.ts';
import type { PollAnswer } from '../domain/source/poll/poll-answer.ts';

/** Judges from the polls of this process whether this machine reaches the network. */
export type Reach = {
  /** Records the outcome of a poll; returns true if it failed and this machine counts as the cause. */
  readonly isInDoubt: (host: string, answer: PollAnswer) => boolean;
  /** Returns false after several hosts in a row were not reached, until a host is reached, for `REST_MS` at most. */
  readonly mayAsk: () => boolean;
};

/** Number of different hosts not reached in a row, after which this machine counts as the cause. */
const HOSTS_UNREACHED = 3;

/** Maximum time for which a process takes no polls after it has reached none of several hosts, in milliseconds. */
const REST_MS = 30_000;

/** Makes the `Reach` of one process. `onRest` is called when `mayAsk` begins to return false. */
export const createReach = (monotonicMs: () => number, onRest: () => void): Reach => {
  const unreached = new Set<string>();
  let restUntilMs = Number.NEGATIVE_INFINITY;
  const mayAsk = (): boolean => monotonicMs() >= restUntilMs;
  return {
    mayAsk,
    isInDoubt: (host, answer) => {
      if (answer.kind !== 'asked') return false;
      const { content } = answer;
      if (content.kind === 'failed' && isUnsent(content.failure)) return false;
      if (content.kind !== 'failed' || !isUnreached(content.failure)) {
        unreached.clear();
        // A refusal arrives before an answer: requests that began together with the refused ones may still succeed.
        restUntilMs = Number.NEGATIVE_INFINITY;
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
