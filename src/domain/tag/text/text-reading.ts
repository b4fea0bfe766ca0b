import type { TopicKey } from '../topic.ts';
import type { SignalKind } from '../word-lists.ts';
import type { FindNames, Found } from './find-names.ts';
import { isWholeWord } from './is-whole-word.ts';

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
type Told<Value> = Pick<Found, 'list' | 'start' | 'end'> & {
  readonly words: string;
  readonly values: readonly Value[];
};

/** The words of each kind that a text holds; no kind without words. */
export type Signals = ReadonlyMap<SignalKind, readonly string[]>;

export type ReadText = (text: string) => TextReading;

/**
 * A text is read when its article arrives, and again when another article joins its story: mostly soon after. All
 * that is remembered fits into a few megabytes.
 */
const CHARACTERS_REMEMBERED = 200_000;

/**
 * Sets up the reading of texts, one search each. `find` knows these lists: companies' names, the words of the signals,
 * and of each topic its cues.
 */
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
    const told = wholeWords(text, found, ({ list, name }) => (list === SIGNALS ? signals[name] : undefined));
    return {
      text,
      names,
      cues: wholeWords(text, found, ({ list, name }) => cues[list - FIRST_TOPIC]?.[name])
        .filter((cue) => !isInside(cue, longer))
        .sort((a, b) => a.start - b.start || a.list - b.list),
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

const NAMES = 0;
const SIGNALS = 1;
const FIRST_TOPIC = 2;

/** The words that stand in the text as words by themselves, each once. */
const wholeWords = <Value>(
  text: string,
  found: readonly Found[],
  meaningOf: (found: Found) => Meaning<Value> | undefined,
): Told<Value>[] => {
  const told: Told<Value>[] = [];
  for (const place of found) {
    const { list, start, end } = place;
    const meaning = meaningOf(place);
    if (meaning === undefined || told.some(({ values }) => values === meaning.values)) continue;
    if (isWholeWord(text, start, end, meaning.word))
      told.push({ words: text.slice(start, end), values: meaning.values, list, start, end });
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
  return words;
};

const ADDRESS = /<\/?[a-z][^>]*(?:>|$)|https?:\/\/\S+/gi;

/** News comes to the point in its first lines; what follows would cost time and bring chance words. */
const MOST_CHARACTERS = 2000;

/** The part of a text that is read for tags: its head, with web addresses and markup blanked place for place. */
const readablePart = (text: string): string => {
  const head = text.slice(0, MOST_CHARACTERS);
  if (!head.includes('<') && !head.includes('://')) return head;
  return head.replace(ADDRESS, (address) => ' '.repeat(address.length));
};
