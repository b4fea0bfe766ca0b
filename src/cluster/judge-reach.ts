import { isUnreached } from '../domain/network/judge-network.ts';
import type { PollAnswer } from '../domain/source/poll/poll-answer.ts';

/** Judges from the polls of this process whether this machine reaches the network. */
export type Reach = {
  /** Notes the outcome of a poll; true if the failure may be this machine's, so that another process should try. */
  readonly isInDoubt: (host: string, answer: PollAnswer) => boolean;
  /** False for a while after no host was reached. */
  readonly mayAsk: () => boolean;
};

/** Number of hosts in a row that were not reached, after which the machine is in doubt rather than the hosts. */
const HOSTS_UNREACHED = 3;

/** Milliseconds in which other machines ask. */
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
