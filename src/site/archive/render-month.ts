import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Config } from '../../domain/config.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import type { Story } from '../../domain/story/story.ts';
import { makeEntries } from '../entries.ts';
import { entryContext } from '../entry-context.ts';
import type { FeedView } from '../feed/feed-view.ts';
import { type LongAtom, renderLongAtom } from '../feed/render-long-atom.ts';

/** The Atom document of a month's stories, as they stand now. A hub was notified of them before, so it names none. */
export const renderMonth = (
  view: FeedView,
  slices: AsyncIterable<readonly Story[]>,
  config: Config,
  language?: Entry['language'],
): Promise<LongAtom> => {
  const { hub: _, ...settings } = config.feed;
  return renderLongAtom(view, inTurns(slices, config, language), settings);
};

async function* inTurns(
  slices: AsyncIterable<readonly Story[]>,
  config: Config,
  language: Entry['language'] | undefined,
): AsyncGenerator<readonly Entry[]> {
  for await (const stories of slices) {
    yield makeEntries(stories, entryContext(config), language);
    await nextTurn();
  }
}
