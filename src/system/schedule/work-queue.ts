import PQueue from 'p-queue';
import type { WorkQueue } from '../../intake/ports.ts';

type Limits = {
  readonly concurrency: number;
  readonly perHost: number;
};

/** Makes a queue. Work waits for its host first, then for all hosts, so a host takes at most `perHost` places. */
export const createWorkQueue = ({ concurrency, perHost }: Limits): WorkQueue => {
  const all = new PQueue({ concurrency });
  const hosts = new Map<string, PQueue>();

  const makeQueue = (host: string): PQueue => {
    const queue = new PQueue({ concurrency: perHost });
    // The queue of a host without work is removed, because hosts change over the months.
    queue.addEventListener('idle', () => hosts.delete(host));
    return queue;
  };

  return {
    run: (host, work, signal) =>
      new Promise((resolve, reject) => {
        const turn = async () => {
          signal?.throwIfAborted();
          resolve(await work());
        };
        hosts
          .getOrInsertComputed(host, makeQueue)
          .add(() => all.add(turn))
          .catch(reject);
      }),
  };
};
