/** Caches the result of a function by its argument; a result is released with the object that it was made for. */
export const onceFor = <Key extends WeakKey, Value extends object>(
  make: (key: Key) => Value,
): ((key: Key) => Value) => {
  const made = new WeakMap<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
};
