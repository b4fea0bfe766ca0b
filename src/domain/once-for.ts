/** A function that makes its result once for each object, and keeps it for as long as somebody else keeps the object. */
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
