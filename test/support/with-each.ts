/** Returns copies of a value, each with one of its fields, at any depth, replaced by `other`. */
export const withEach = (
  value: unknown,
  other: unknown,
): readonly (readonly [place: string, value: unknown])[] => {
  if (typeof value !== 'object' || value === null || value instanceof Temporal.Instant) return [];
  const entries = Object.entries(value);
  const put = (at: string, held: unknown): unknown =>
    Array.isArray(value)
      ? value.map((item, index) => (String(index) === at ? held : item))
      : { ...value, [at]: held };
  return entries.flatMap(([key, held]) => [
    ...(Array.isArray(value) && other === undefined ? [] : [[key, put(key, other)] as const]),
    ...withEach(held, other).map(([place, less]) => [`${key}.${place}`, put(key, less)] as const),
  ]);
};
