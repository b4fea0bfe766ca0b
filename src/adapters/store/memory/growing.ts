import type { Column } from './transfer.ts';

/** A typed array with room for at least so many elements: itself, or a copy half as long again. */
export const roomFor = <Kind extends Column>(column: Kind, length: number): Kind => {
  if (length <= column.length) return column;
  const bigger = Math.max(length, Math.ceil(column.length * 1.5));
  const make = column.constructor as new (size: number) => Kind;
  const grown = new make(bigger);
  grown.set(column);
  return grown;
};
