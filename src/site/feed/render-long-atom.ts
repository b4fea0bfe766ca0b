import type { FeedSettings } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import type { FeedView } from './feed-view.ts';
import { contentOf } from './make-feed.ts';
import { renderAtom } from './render-atom.ts';

export type LongAtom = {
  readonly atom: string;
  /** The time of the latest change of an entry; absent if the document has no entry. */
  readonly updated?: Temporal.Instant;
};

/**
 * The Atom document of many entries, the same bytes as `renderFeed` gives of all at once. Entries come in slices, and
 * the next slice is asked for when the last is written, so that a document of thousands never blocks the event loop.
 */
export const renderLongAtom = async (
  view: FeedView,
  slices: AsyncIterable<readonly Entry[]>,
  settings: FeedSettings,
): Promise<LongAtom> => {
  const render = (entries: readonly Entry[]) => renderAtom(contentOf(view, entries, settings, entries));
  const written: string[] = [];
  let newest: Entry | undefined;
  for await (const entries of slices) {
    if (entries.length === 0) continue;
    written.push(...render(entries).items);
    newest = entries.reduce(newer, newest ?? entries[0]);
  }
  // The frame of a document shows nothing of its entries but the newest change.
  const { head, tail } = render(newest === undefined ? [] : [newest]);
  return {
    atom: [head, ...written, tail].join(''),
    ...defined({ updated: newest?.updated }),
  };
};

const newer = (a: Entry | undefined, b: Entry): Entry =>
  a !== undefined && Temporal.Instant.compare(a.updated, b.updated) >= 0 ? a : b;
