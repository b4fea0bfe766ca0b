/** The same value with one of its fields replaced, for each field of it and of what it holds. */
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
