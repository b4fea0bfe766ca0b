type Dates = {
  readonly published?: Temporal.Instant | undefined;
  readonly updated?: Temporal.Instant | undefined;
};

/**
 * Returns the `most` newest items of a document, in the document's order. The date of publication decides, else that of
 * the last change. Items without a date are the oldest; of equal dates, the item listed first is newer.
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
