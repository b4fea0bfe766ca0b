import { setImmediate as nextTurn } from 'node:timers/promises';
import { eachStory } from '../adapters/store/each-story.ts';
import type { Story } from '../domain/story/story.ts';
import type { Store } from '../pipeline/ports.ts';

/** Stories read at once: a few milliseconds, so that nobody waits for the reading. */
const AT_ONCE = 40;

/** What is made of the stories takes so long of one turn of the event loop; the collector adds some 10 ms to a few turns. */
const TURN_MS = 4;

/** Reads every story, newest `published` first, in the background of everything else; gives the number of those read. */
export const readQuietly = async (
  store: Pick<Store, 'stories'>,
  /** Gives false to end the reading. */
  onStory: (story: Story) => boolean,
): Promise<number> => {
  let count = 0;
  // The reading takes a turn of its own, so the first story of each begins another.
  let turnEndsMs = 0;
  for await (const story of eachStory(store, { atOnce: AT_ONCE })) {
    if (count % AT_ONCE === 0 || performance.now() >= turnEndsMs) {
      await nextTurn();
      turnEndsMs = performance.now() + TURN_MS;
    }
    if (!onStory(story)) return count;
    count += 1;
  }
  return count;
};
