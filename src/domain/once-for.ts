/** Caches the results of a function by argument. A result is freed with its argument. */
export const onceFor = <Key extends WeakKey, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
  const made = new WeakMap<Key, Value>();
  return (key) => made.getOrInsertComputed(key, make);
};

/** Maximum number of words in a cache of `onceForWord`. A full cache is cleared. */
const WORDS_CACHED = 20_000;

/** Caches the results of a function by word. The words of headlines recur. */
export const onceForWord = <Value>(make: (word: string) => Value): ((word: string) => Value) => {
  const made = new Map<string, Value>();
  return (word) => {
    if (made.size >= WORDS_CACHED) made.clear();
    return made.getOrInsertComputed(word, make);
  };
};
