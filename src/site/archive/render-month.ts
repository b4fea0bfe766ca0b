import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Config } from '../../domain/config.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import type { Story } from '../../domain/story/story.ts';
import { makeEntries } from '../entries.ts';
import { entryContext } from '../entry-context.ts';
import { type LongAtom, renderLongAtom } from '../feed/render-long-atom.ts';
import { nameRelated, type StoryFinder } from '../name-related.ts';
import type { SiteView } from '../views.ts';

/** The Atom document of a month's stories, as they stand now. A hub was notified of them before, so it names none. */
export const renderMonth = (
  { feed, language }: Pick<SiteView, 'feed' | 'language'>,
  slices: AsyncIterable<readonly Story[]>,
  store: StoryFinder,
  config: Config,
): Promise<LongAtom> => {
  const { hub: _, ...settings } = config.feed;
  const entries = async (stories: readonly Story[]): Promise<readonly Entry[]> =>
    nameRelated(makeEntries(stories, entryContext(config), language), store, config);
  return renderLongAtom(feed, inTurns(slices, entries), settings);
};

async function* inTurns(
  slices: AsyncIterable<readonly Story[]>,
  entries: (stories: readonly Story[]) => Promise<readonly Entry[]>,
): AsyncGenerator<readonly Entry[]> {
  for await (const stories of slices) {
    yield entries(stories);
    await nextTurn();
  }
}
