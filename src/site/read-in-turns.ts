import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '../domain/store/contract.ts';

/**
 * A store whose readers go on one after the other, each in a turn of the event loop of its own: to make a page of its stories
 * takes some ten milliseconds, and hundreds of pages in one turn would keep all other clients waiting.
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
