import PQueue from 'p-queue';

type Limits = {
  /** Works under way at one time. */
  readonly concurrency: number;
  /** Works under way at one time for one host. */
  readonly perHost: number;
};

/** A `WorkQueue` of the ports whose works can be called off. */
type CancellableQueue = {
  /** Where the signal has been aborted before a work's turn comes, it is not begun, and `run` rejects with the reason. */
  readonly run: <Result>(host: string, work: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>;
  /** Resolves when nothing is under way and nothing waits. */
  readonly onIdle: () => Promise<void>;
};

/**
 * Works wait first among those of their own host, and only those whose host is free wait for a place among all:
 * a host with much to do, or a slow one, holds no more than `perHost` places, and the others pass it by.
 */
export const createWorkQueue = ({ concurrency, perHost }: Limits): CancellableQueue => {
  const all = new PQueue({ concurrency });
  const hosts = new Map<string, PQueue>();

  const queueOf = (host: string): PQueue => {
    const known = hosts.get(host);
    if (known !== undefined) return known;
    const queue = new PQueue({ concurrency: perHost });
    hosts.set(host, queue);
    // Hosts come and go over the months: one without work is forgotten.
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
    onIdle: async () => {
      await Promise.all([...hosts.values()].map((queue) => queue.onIdle()));
    },
  };
};
