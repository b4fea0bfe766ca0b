import { isUnreached } from '../domain/network/judge-network.ts';
import type { PollAnswer } from '../domain/source/poll/poll-answer.ts';

/** Judges from the polls of this process whether this machine reaches the network. */
export type Reach = {
  /**
   * Notes the outcome of a poll; true if this machine may be the cause of the failure, so that another process should
   * try.
   */
  readonly isInDoubt: (host: string, answer: PollAnswer) => boolean;
  /** False for `REST_MS` after several hosts in a row were not reached. */
  readonly mayAsk: () => boolean;
};

/** If this many hosts in a row are not reached, this machine is taken to be the cause, not the hosts. */
const HOSTS_UNREACHED = 3;

/** Milliseconds in which this machine takes no polls, so that other machines take them. */
const REST_MS = 30_000;

/** `monotonicMs` is a clock that nobody can set; `onRest` is called when a rest begins. */
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
