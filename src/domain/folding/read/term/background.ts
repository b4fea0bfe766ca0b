import { hashText } from './hash-text.ts';

/**
 * How many headlines contain each bigram, stem or concept, as counted by `learn/`. Counts are rounded, and rare ones
 * are left out. Each record maps a count to everything that has this count, joined into one text.
 */
export type BackgroundCounts = {
  readonly titles: number;
  /** The bigrams of each count, joined without a separator; the stems below by spaces, the concepts by `|`. */
  readonly bigrams: Readonly<Record<string, string>>;
  readonly stems: Readonly<Record<string, string>>;
  readonly concepts: Readonly<Record<string, string>>;
};

/** Returns the weight of a key. A key that fewer headlines of `BackgroundCounts` contain has a higher weight. */
export type Rarity = (key: number) => number;

/** Number that is added to the number of titles, so that a key of all titles has a weight above 0. */
const SMOOTHING = 10;

export const bigramKey = (first: number, second: number): number => (first << 16) | second;

/**
 * Makes a function that returns the weight of a key (`bigramKey`, `hashText`): ln((N + 10) / (df + 0.5)) if df of the N
 * titles contain the key. An unknown key counts as a key of one title.
 */
export const createRarity = (counts: BackgroundCounts): Rarity => {
  const rarity = new Map<number, number>();
  const most = Math.log((counts.titles + SMOOTHING) / 1.5);
  const learn = (key: number, count: number): void => {
    rarity.set(key, Math.log((counts.titles + SMOOTHING) / (count + 0.5)));
  };
  for (const [count, text] of Object.entries(counts.bigrams))
    for (let i = 0; i + 1 < text.length; i += 2)
      learn(bigramKey(text.charCodeAt(i), text.charCodeAt(i + 1)), Number(count));
  for (const [count, text] of Object.entries(counts.stems))
    for (const stem of text.split(' ')) learn(hashText(stem), Number(count));
  for (const [count, text] of Object.entries(counts.concepts))
    for (const concept of text.split('|')) learn(hashText(concept), Number(count));
  return (key) => rarity.get(key) ?? most;
};
