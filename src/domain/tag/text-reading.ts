import type { SignalKind } from '../item/relevance-cues.ts';
import { isWholeWord } from './is-whole-word.ts';
import { readablePart } from './readable-part.ts';
import type { TopicKey } from './topic.ts';

/** Where one of a matcher's names stands in a text, in UTF-16 units. */
type Found = { readonly name: number; readonly start: number; readonly end: number };

/** Finds the names of several lists in a text: for each list leftmost-longest, none overlapping. */
export type FindNames = { readonly find: (text: string) => readonly (readonly Found[])[] };

/** A word of the dictionary, and all that it tells. */
export type Meaning<Value> = { readonly word: string; readonly values: readonly Value[] };

/** The topic that a word speaks for, and how loud: less than 0 against it. */
export type Cue = { readonly topic: TopicKey; readonly weight: number };

/** What a text says to the dictionary: companies, topics and relevance are all told from it. */
export type TextReading = {
  /** The part that was read, place for place. */
  readonly text: string;
  /** Companies' names, by their places in the dictionary. */
  readonly names: readonly Found[];
  /** Each cue word of each topic once, in the order of the text. */
  readonly cues: readonly Told<Cue>[];
  readonly signals: Signals;
  /** How many words of business stand outside of names: 自動車 in トヨタ自動車 is none. */
  readonly businessWords: number;
};

/** A word as it stands in the text first, and all that it tells. */
type Told<Value> = Pick<Found, 'start' | 'end'> & {
  readonly words: string;
  readonly values: readonly Value[];
};

/** The words of each kind that a text holds. */
export type Signals = (kind: SignalKind) => readonly string[];

export type ReadText = (text: string) => TextReading;

/**
 * A text is read when its article arrives, and again when another article joins its story: mostly soon after. All
 * that is remembered fits into a few megabytes.
 */
const CHARACTERS_REMEMBERED = 200_000;

/**
 * Sets up the reading of texts; `matcher` knows names, signals and the cues of each topic, in this order. One search a
 * text.
 */
export const createTextReader = (
  matcher: FindNames,
  cues: readonly (readonly Meaning<Cue>[])[],
  signals: readonly Meaning<SignalKind>[],
): ReadText => {
  const read = (given: string): TextReading => {
    const text = readablePart(given);
    const [names = [], foundSignals = [], ...foundCues] = matcher.find(text);
    const told = wholeWords(text, foundSignals, signals);
    return {
      text,
      names,
      cues: foundCues
        .flatMap((found, topic) => wholeWords(text, found, cues[topic] ?? []))
        .sort((a, b) => a.start - b.start),
      signals: bySignal(told),
      businessWords: told.filter((word) => word.values.includes('business') && !isInside(word, names)).length,
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

/** The words that stand in the text as words by themselves, each once. */
const wholeWords = <Value>(
  text: string,
  found: readonly Found[],
  meanings: readonly Meaning<Value>[],
): readonly Told<Value>[] => {
  const told: Told<Value>[] = [];
  const seen = new Set<number>();
  for (const { name, start, end } of found) {
    const meaning = meanings[name];
    if (meaning === undefined || seen.has(name) || !isWholeWord(text, start, end, meaning.word)) continue;
    seen.add(name);
    told.push({ words: text.slice(start, end), values: meaning.values, start, end });
  }
  return told;
};

const isInside = ({ start, end }: Pick<Found, 'start' | 'end'>, names: readonly Found[]): boolean =>
  names.some((name) => name.start <= start && name.end >= end && name.end - name.start > end - start);

const bySignal = (told: readonly Told<SignalKind>[]): Signals => {
  const words = new Map<SignalKind, string[]>();
  for (const { words: word, values } of told)
    for (const kind of values) {
      const known = words.get(kind);
      if (known === undefined) words.set(kind, [word]);
      else known.push(word);
    }
  return (kind) => words.get(kind) ?? [];
};
