import PQueue from 'p-queue';
import type { WorkQueue } from '../../intake/ports.ts';

type Limits = {
  /** Maximum number of works in progress. */
  readonly concurrency: number;
  /** Maximum number of works in progress for one host. */
  readonly perHost: number;
};

/**
 * Work waits first in the queue of its host, then in the queue of all: a host with much work, or a slow one, takes no
 * more than `perHost` places, and the others pass it by.
 */
export const createWorkQueue = ({ concurrency, perHost }: Limits): WorkQueue => {
  const all = new PQueue({ concurrency });
  const hosts = new Map<string, PQueue>();

  const queueOf = (host: string): PQueue => {
    const known = hosts.get(host);
    if (known !== undefined) return known;
    const queue = new PQueue({ concurrency: perHost });
    hosts.set(host, queue);
    // Hosts come and go over the months: the queue of a host without work is removed.
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
        queueOf(host)
          .add(() => all.add(turn))
          .catch(reject);
      }),
  };
};
