/** Caches the results of a function by argument. A result is freed with its argument. */
export const onceFor = <Key extends WeakKey, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
  const made = new WeakMap<Key, Value>();
  return (key) => made.getOrInsertComputed(key, make);
};
