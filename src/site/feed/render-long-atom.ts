import type { FeedSettings } from '../../domain/config.ts';
import type { Entry } from '../../domain/entry/entry.ts';
import type { FeedView } from './feed-view.ts';
import { renderFeed } from './render-feed.ts';

export type LongAtom = {
  readonly atom: string;
  /** When the entry that changed last did so; absent where there is no entry. */
  readonly updated?: Temporal.Instant;
};

/**
 * The Atom document of many entries, the same bytes as `renderFeed` gives of all at once. They come in slices, and no
 * slice takes longer than its own entries do, so that a document of thousands holds nobody up.
 */
export const renderLongAtom = async (
  view: FeedView,
  slices: AsyncIterable<readonly Entry[]>,
  settings: FeedSettings,
): Promise<LongAtom> => {
  const parts: string[] = [];
  let newest: Entry | undefined;
  for await (const entries of slices) {
    if (entries.length === 0) continue;
    parts.push(partsOf(renderFeed('atom', view, entries, settings)).entries);
    newest = entries.reduce(newer, newest ?? entries[0]);
  }
  if (newest === undefined) return { atom: renderFeed('atom', view, [], settings) };
  // Of its entries a document's frame shows nothing but the newest change.
  const { head, tail } = partsOf(renderFeed('atom', view, [newest], settings));
  return { atom: [head, ...parts, tail].join(''), updated: newest.updated };
};

const newer = (a: Entry | undefined, b: Entry): Entry =>
  a !== undefined && Temporal.Instant.compare(a.updated, b.updated) >= 0 ? a : b;

/** All text is escaped or in an entry, so that the first tag of an entry is one, and what follows the last is the frame's. */
const partsOf = (atom: string) => {
  const first = atom.lastIndexOf('>', atom.indexOf('<entry ')) + 1;
  const last = atom.lastIndexOf('</entry>') + '</entry>'.length;
  return { head: atom.slice(0, first), entries: atom.slice(first, last), tail: atom.slice(last) };
};
