import type { Catalog } from './catalog.ts';
import type { Span } from './format/journal-line.ts';
import { rowOfDrop, rowOfStory } from './format/row.ts';
import type { Ledger } from './ledger.ts';
import type { Place } from './memory/places.ts';
import type { ReadLine } from './read-journal.ts';

/** Does again what a line of the journal says. Lines that stand in the partitions already change nothing. */
export const replay = (
  catalog: Catalog,
  ledger: Ledger,
  { change, spans }: ReadLine,
  placeOf: (span: Span) => Place,
): void => {
  for (const [n, span] of spans.stories.entries()) {
    const story = change.stories[n];
    if (story === undefined) continue;
    const row = rowOfStory(story);
    catalog.putStory(row);
    ledger.addStory(row, placeOf(span));
  }
  for (const [n, span] of spans.drops.entries()) {
    const drop = change.drops[n];
    if (drop === undefined) continue;
    const row = rowOfDrop(drop);
    const known = row.keys.map(catalog.dropOf).find((d) => d !== undefined);
    if (known !== undefined && catalog.dropTime(known) === row.at) continue;
    const place = placeOf(span);
    ledger.addDrop({ number: catalog.putDrop(row, place), row, place });
  }
  for (const state of change.states) ledger.addState(state);
  ledger.removeStories(change.removed.stories);
  catalog.removeStories(change.removed.stories);
  catalog.addTombstones(change.removed.keys);
  ledger.addTombstones(change.removed.keys);
};
