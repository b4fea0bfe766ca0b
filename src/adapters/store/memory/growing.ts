type Numbers = Float64Array | Uint32Array | Int32Array | Uint8Array;

/** A typed array with room for at least so many elements: itself, or a copy half as long again. */
export const roomFor = <Column extends Numbers>(column: Column, length: number): Column => {
  if (length <= column.length) return column;
  const bigger = Math.max(length, Math.ceil(column.length * 1.5));
  const make = column.constructor as new (size: number) => Column;
  const grown = new make(bigger);
  grown.set(column);
  return grown;
};
