/** Makes an empty map for at most `most` values. If the map is full, a new key evicts the key that was set longest ago. */
export const bounded = <Key, Value>(most: number) => {
  const values = new Map<Key, Value>();
  return {
    get: (key: Key): Value | undefined => values.get(key),
    /** Sets the value of a key. The key then counts as the newest. */
    set: (key: Key, value: Value): void => {
      values.delete(key);
      values.set(key, value);
      for (const oldest of values.keys()) {
        if (values.size <= most) break;
        values.delete(oldest);
      }
    },
    delete: (key: Key): void => {
      values.delete(key);
    },
  };
};
