type Dates = {
  readonly published?: Temporal.Instant | undefined;
  readonly updated?: Temporal.Instant | undefined;
};

/**
 * The `most` newest of a document's items, in the document's order. An item goes by when it was published, else by
 * when it was changed; one without a date counts as older than all that have one. Equals: those listed first.
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
