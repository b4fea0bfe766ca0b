import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work of which one piece is done at a time. */
type Lane = {
  /** True while as much waits as may wait: further work should be refused. */
  readonly isFull: () => boolean;
  readonly run: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

/** Makes a lane in which `most` pieces may wait. Between two of them the event loop has a turn, so that others are answered. */
export const createLane = (most: number): Lane => {
  let before: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const ended = (): void => {
    waiting -= 1;
  };
  return {
    isFull: () => waiting >= most,
    run: (work) => {
      waiting += 1;
      const done = before.then(() => nextTurn()).then(work);
      // What waits keeps nothing of a result in memory.
      before = done.then(ended, ended);
      return done;
    },
  };
};
