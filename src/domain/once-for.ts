/** Caches the result of a function by its argument; a result is released with the object that it was made for. */
export const onceFor = <Key extends WeakKey, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
  const made = new WeakMap<Key, Value>();
  return (key) => made.getOrInsertComputed(key, make);
};
