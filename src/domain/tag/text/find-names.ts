import type { Steps } from '../../steps.ts';
import { foldWithOffsets } from './fold-with-offsets.ts';
import { createNameTrie, type NameTrie, NO_NAME, NOWHERE, ROOT } from './name-trie.ts';

/** An occurrence of a name: the number of its list, its index in the list, and its offsets in UTF-16 units. */
export type Found = {
  readonly list: number;
  readonly name: number;
  readonly start: number;
  readonly end: number;
};

export type FindNames = (text: string) => readonly Found[];

/**
 * Makes a function that finds the names of several lists in one pass over a text. The names must have the spelling of
 * `foldName`. The function returns the leftmost-longest occurrences of each list, in the order of the text. Those of the
 * same list do not overlap. No occurrence begins or ends inside a Latin word, a number or a character, or between a mark
 * and its base. If names of a list are equal, the first is reported.
 */
export const createNameFinder = function* (lists: readonly (readonly string[])[]): Steps<FindNames> {
  const { trie, firstPlaceOf, listOf, nameOf } = yield* createIndex(lists);
  const listCount = lists.length;
  return (text) => {
    const { text: copy, startOf, endOf, isBorder } = foldWithOffsets(text);
    const found: Found[] = [];
    const searchedTo = new Int32Array(listCount);
    const hits: Hit[] = [];
    for (let start = 0; start < copy.length; start++) {
      if (cutsAWord(copy, start) || !isBorder(start)) continue;
      let node = trie.step(ROOT, copy.charCodeAt(start));
      for (let end = start + 1; node !== NOWHERE; end++) {
        const name = trie.nameAt(node);
        if (name !== NO_NAME && !cutsAWord(copy, end) && isBorder(end)) hits.push({ name, end });
        node = end === copy.length ? NOWHERE : trie.step(node, copy.charCodeAt(end));
      }
      for (let longest = hits.pop(); longest !== undefined; longest = hits.pop())
        for (
          let place = firstPlaceOf[longest.name] ?? 0;
          place < (firstPlaceOf[longest.name + 1] ?? 0);
          place++
        ) {
          const list = listOf[place] ?? 0;
          if ((searchedTo[list] ?? 0) > start) continue;
          searchedTo[list] = longest.end;
          found.push({ list, name: nameOf[place] ?? 0, start: startOf(start), end: endOf(longest.end - 1) });
        }
    }
    return found;
  };
};

type Place = Pick<Found, 'list' | 'name'>;

/** The index of a spelling in the trie, and the offset at which the spelling ends in the folded text. */
type Hit = { readonly name: number; readonly end: number };

/**
 * The lists of names in a form for the search. In `listOf` and `nameOf`, the values for spelling `n` of the trie begin
 * at `firstPlaceOf[n]` and end before `firstPlaceOf[n + 1]`.
 */
type Index = {
  readonly trie: NameTrie;
  readonly firstPlaceOf: Int32Array;
  readonly listOf: Int32Array;
  readonly nameOf: Int32Array;
};

/** Builds the index of the lists, in a function of its own, so that the search keeps no temporary value in memory. */
const createIndex = function* (lists: readonly (readonly string[])[]): Steps<Index> {
  const bySpelling = placesBySpelling(lists);
  yield;
  const spellings = [...bySpelling.keys()].sort();
  yield;
  const places = spellings.map((spelling) => bySpelling.get(spelling) ?? []);
  const firstPlaceOf = new Int32Array(places.length + 1);
  for (const [number, { length }] of places.entries())
    firstPlaceOf[number + 1] = (firstPlaceOf[number] ?? 0) + length;
  const all = places.flat();
  yield;
  return {
    trie: createNameTrie(spellings),
    firstPlaceOf,
    listOf: Int32Array.from(all, ({ list }) => list),
    nameOf: Int32Array.from(all, ({ name }) => name),
  };
};

const placesBySpelling = (lists: readonly (readonly string[])[]): ReadonlyMap<string, readonly Place[]> => {
  const bySpelling = new Map<string, Place[]>();
  for (const [list, names] of lists.entries())
    for (const [name, spelling] of names.entries()) {
      const places = bySpelling.getOrInsert(spelling, []);
      if (places.at(-1)?.list !== list) places.push({ list, name });
    }
  bySpelling.delete('');
  return bySpelling;
};

const LATIN = /\p{Script=Latin}/u;
const DIGIT = /\d/;
const MARK = /\p{M}/u;

const KIND = { other: 1, letter: 2, digit: 3, mark: 4 } as const;

/** The cached kinds of UTF-16 units; 0 if not yet known. */
const kinds = new Uint8Array(0x10000);

const kindOf = (unit: number): number => {
  if (kinds[unit] === 0) kinds[unit] = readKind(String.fromCharCode(unit));
  return kinds[unit] as number;
};

const readKind = (char: string): number => {
  if (LATIN.test(char)) return KIND.letter;
  if (DIGIT.test(char)) return KIND.digit;
  return MARK.test(char) ? KIND.mark : KIND.other;
};

/** True if a cut before the unit at `index` separates two letters of a Latin word, two digits, or a mark and its base. */
const cutsAWord = (text: string, index: number): boolean => {
  if (index === 0 || index === text.length) return false;
  const kind = kindOf(text.charCodeAt(index));
  return kind === KIND.mark || (kind !== KIND.other && kind === kindOf(text.charCodeAt(index - 1)));
};
