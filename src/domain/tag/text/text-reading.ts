import type { TopicKey } from '../topic.ts';
import type { SignalKind } from '../word-lists.ts';
import type { FindNames, Found } from './find-names.ts';
import { isWholeWord } from './is-whole-word.ts';

/** A word of the dictionary, and all that the word is evidence for: kinds of signals, or topics with their points. */
export type Meaning<Value> = { readonly word: string; readonly values: readonly Value[] };

/** A topic that a word is evidence for, and the points of that word. Points below 0 are evidence against the topic. */
export type Cue = { readonly topic: TopicKey; readonly weight: number };

/** The words of the dictionary that are in a text. */
export type TextReading = {
  /** The part of the text that was read. Offsets are the same as in the whole text. */
  readonly text: string;
  /** Names of `TagDictionary.names` in the text, in the order of the text. Each `name` is an index of that list. */
  readonly names: readonly Found[];
  /**
   * Each cue of each topic once, in the order of the text. A place outside names is preferred. Cues inside phrases of
   * the list `neutral` are left out.
   */
  readonly cues: readonly WordInText<Cue>[];
  readonly signals: Signals;
  /** Number of different words of business outside names: 自動車 in トヨタ自動車 does not count. */
  readonly businessWords: number;
};

type WordInText<Value> = Pick<Found, 'list' | 'start' | 'end'> & {
  readonly words: string;
  readonly values: readonly Value[];
};

/** The words of each kind in a text; a kind without words is absent. */
export type Signals = ReadonlyMap<SignalKind, readonly string[]>;

export type ReadText = (text: string) => TextReading;

/**
 * Maximum number of characters of all cached texts; above it, all are evicted. A text is often read again soon, when
 * another article joins its story.
 */
const CHARACTERS_REMEMBERED = 200_000;

/** Makes a function that reads a text with one search. The lists of `find` are names, signals, and each topic's cues. */
export const createTextReader = (
  find: FindNames,
  signals: readonly Meaning<SignalKind>[],
  cues: readonly (readonly Meaning<Cue>[])[],
): ReadText => {
  const read = (given: string): TextReading => {
    const text = readablePart(given);
    const found = find(text);
    const names = found.filter(({ list }) => list === NAMES);
    const longer = found.filter(
      ({ list, name }) => list === SIGNALS && signals[name]?.values.includes('neutral'),
    );
    const ordered = outsideFirst(found, [...names, ...longer]);
    const signalWords = wholeWords(text, ordered, ({ list, name }) =>
      list === SIGNALS ? signals[name] : undefined,
    );
    return {
      text,
      names,
      cues: wholeWords(text, ordered, (place) =>
        isInside(place, longer) ? undefined : cues[place.list - FIRST_TOPIC]?.[place.name],
      ).sort((a, b) => a.start - b.start || a.list - b.list),
      signals: bySignal(signalWords),
      businessWords: signalWords.filter((word) => word.values.includes('business') && !isInside(word, names))
        .length,
    };
  };
  const remembered = new Map<string, TextReading>();
  let characters = 0;
  return (text) => {
    const known = remembered.get(text);
    if (known !== undefined) return known;
    if (characters > CHARACTERS_REMEMBERED) {
      remembered.clear();
      characters = 0;
    }
    const reading = read(text);
    remembered.set(text, reading);
    characters += text.length;
    return reading;
  };
};

const NAMES = 0;
const SIGNALS = 1;
const FIRST_TOPIC = 2;

/** Returns the found words that have a meaning and are whole words of the text, each once. */
const wholeWords = <Value>(
  text: string,
  found: readonly Found[],
  meaningOf: (found: Found) => Meaning<Value> | undefined,
): WordInText<Value>[] => {
  const inText: WordInText<Value>[] = [];
  for (const place of found) {
    const { list, start, end } = place;
    const meaning = meaningOf(place);
    if (meaning === undefined || inText.some(({ values }) => values === meaning.values)) continue;
    if (isWholeWord(text, start, end, meaning.word))
      inText.push({ words: text.slice(start, end), values: meaning.values, list, start, end });
  }
  return inText;
};

/** Puts words outside longer phrases first, because a word counts only once: 通商 in 豊田通商 does not hide a later 通商. */
const outsideFirst = (found: readonly Found[], phrases: readonly Found[]): readonly Found[] =>
  found.toSorted((a, b) => Number(isInside(a, phrases)) - Number(isInside(b, phrases)));

const isInside = ({ start, end }: Pick<Found, 'start' | 'end'>, phrases: readonly Found[]): boolean =>
  phrases.some(
    (phrase) => phrase.start <= start && phrase.end >= end && phrase.end - phrase.start > end - start,
  );

const bySignal = (found: readonly WordInText<SignalKind>[]): Signals => {
  const words = new Map<SignalKind, string[]>();
  for (const { words: word, values } of found)
    for (const kind of values) words.getOrInsert(kind, []).push(word);
  return words;
};

const ADDRESS = /<\/?[a-z][^>]*(?:>|$)|https?:\/\/\S+/gi;

/** Maximum number of characters of a text that are read: later words are often about other things. */
const MOST_CHARACTERS = 2000;

/** Returns the first `MOST_CHARACTERS` of a text. Spaces replace web addresses and markup, so that offsets stay the same. */
const readablePart = (text: string): string => {
  const head = text.slice(0, MOST_CHARACTERS);
  if (!head.includes('<') && !head.includes('://')) return head;
  return head.replace(ADDRESS, (address) => ' '.repeat(address.length));
};
