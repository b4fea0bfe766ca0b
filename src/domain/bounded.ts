/** A map with a largest size: a value more, and the one that was put in longest ago goes. */
export type Bounded<Key, Value> = {
  readonly get: (key: Key) => Value | undefined;
  /** Puts a value in anew, so that it is the last to go. */
  readonly set: (key: Key, value: Value) => void;
  readonly delete: (key: Key) => void;
};

/** An empty map that holds `most` values. */
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
