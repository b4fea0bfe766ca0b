/** A map with a maximum size. If the map is full, a new key evicts the key that was set longest ago. */
export type Bounded<Key, Value> = {
  readonly get: (key: Key) => Value | undefined;
  /** Sets the value of a key. The key then counts as the newest. */
  readonly set: (key: Key, value: Value) => void;
  readonly delete: (key: Key) => void;
};

/** Makes an empty map for at most `most` values. */
export const bounded = <Key, Value>(most: number): Bounded<Key, Value> => {
  const values = new Map<Key, Value>();
  return {
    get: (key) => values.get(key),
    set: (key, value) => {
      values.delete(key);
      values.set(key, value);
      for (const oldest of values.keys()) {
        if (values.size <= most) break;
        values.delete(oldest);
      }
    },
    delete: (key) => {
      values.delete(key);
    },
  };
};
