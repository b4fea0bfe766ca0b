import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '../domain/store/contract.ts';
import type { Resource } from '../serve/ports.ts';
import { file } from './page/static-files.ts';

/** A queue that runs one piece of work at a time. */
type Lane = {
  /** Returns true while the maximum number of pieces waits or runs. */
  readonly isFull: () => boolean;
  readonly run: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

/**
 * Makes a lane that is full with `most` pieces of work. The event loop has a turn before each piece, so that other
 * requests are answered. The next piece waits for `pause`; the promise of `run` does not.
 */
export const createLane = (most: number, pause?: () => Promise<void>): Lane => {
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
      // The queue waits for a promise without a value, so that it keeps no result in memory.
      before = done.then(ended, ended).then(pause);
      return done;
    },
  };
};

/** Returns the answer 503 (RFC 9110 §15.6.4) for a full lane. `what` continues the sentence "Too many …". */
export const busy = (what: string): Resource => ({
  ...file('text/plain; charset=utf-8', `Too many ${what}. Try again in a few seconds.\n`, 0),
  status: 503,
  retryAfterSeconds: 5,
});

/**
 * Returns a store whose `story`, `stories` and `storiesById` resolve one after another, each in its own turn of the
 * event loop. Otherwise many pages could be made in one turn, and block other clients.
 */
export const readInTurns = (store: Store): Store => {
  let line: Promise<unknown> = Promise.resolve();
  const inTurn = async <Found>(reading: Promise<Found>): Promise<Found> => {
    const found = await reading;
    line = line.then(() => nextTurn());
    await line;
    return found;
  };
  return {
    ...store,
    story: (id) => inTurn(store.story(id)),
    stories: (query) => inTurn(store.stories(query)),
    storiesById: (ids) => inTurn(store.storiesById(ids)),
  };
};
