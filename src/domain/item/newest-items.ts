type Dates = {
  readonly published?: Temporal.Instant | undefined;
  readonly updated?: Temporal.Instant | undefined;
};

/**
 * Returns the newest items of a document, at most `most`, in the document's order. The date is that of publication,
 * else of the last change. An item without a date is older than all others. If dates are equal, the item listed first
 * is newer.
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
