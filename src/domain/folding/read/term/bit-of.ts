/** Returns the bit of a row in a table of named rows. Throws if no row has the name. */
export const bitOf = (table: readonly (readonly [name: string, ...unknown[]])[], name: string): number => {
  const index = table.findIndex(([known]) => known === name);
  if (index < 0) throw new Error(`No row has the name ${name}.`);
  return 1 << index;
};
