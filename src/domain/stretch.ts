/** A part of a text, in UTF-16 units; `end` is exclusive. */
export type Stretch = { readonly start: number; readonly end: number };

/** Sorts stretches, and joins stretches that overlap or touch. */
export const joinStretches = (stretches: readonly Stretch[]): readonly Stretch[] => {
  const joined: Stretch[] = [];
  for (const { start, end } of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last === undefined || start > last.end) joined.push({ start, end });
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, end) };
  }
  return joined;
};
