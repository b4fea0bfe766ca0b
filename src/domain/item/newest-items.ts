type Dates = {
  readonly published?: Temporal.Instant | undefined;
  readonly updated?: Temporal.Instant | undefined;
};

/**
 * The `most` newest of a document's items, in the document's order, by the date of publication, else of the last change.
 * Items without a date count as older than all others; among equal dates those listed first are taken.
 */
export const newestItems = <Item>(
  items: readonly Item[],
  most: number,
  datesOf: (item: Item) => Dates,
): readonly Item[] => {
  if (items.length <= most) return items;
  return items
    .map((item, place) => ({ item, place, atMs: momentMs(datesOf(item)) }))
    .sort((a, b) => (a.atMs === b.atMs ? a.place - b.place : b.atMs - a.atMs))
    .slice(0, most)
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
};

const momentMs = ({ published, updated }: Dates): number =>
  (published ?? updated)?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;
