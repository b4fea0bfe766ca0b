import { cutsAWord } from './cuts-a-word.ts';
import { foldWithOffsets } from './fold-with-offsets.ts';
import { createNameTrie, NO_NAME, NOWHERE, ROOT } from './name-trie.ts';

/** A name of a list, by its place there, and where it stands in a text, in UTF-16 units of the text as given. */
export type Found = {
  readonly list: number;
  readonly name: number;
  readonly start: number;
  readonly end: number;
};

export type FindNames = (text: string) => readonly Found[];

/**
 * Sets up the search for the names of several lists, spelt as `foldName` spells them. A text is read once; of each list
 * the leftmost-longest occurrences are given in the order of the text, none overlapping another of its list; no Latin
 * word and no number is cut in two, no mark from its base, and no character that folds to several. Of equal names the first of a list is reported. Empty
 * names match nothing.
 */
export const createNameFinder = (lists: readonly (readonly string[])[]): FindNames => {
  const bySpelling = placesBySpelling(lists);
  const spellings = [...bySpelling.keys()].sort();
  const placesOf = spellings.map((spelling) => bySpelling.get(spelling) ?? []);
  const trie = createNameTrie(spellings);
  return (text) => {
    const { text: copy, startOf, endOf, isBorder } = foldWithOffsets(text);
    const found: Found[] = [];
    const searchedTo = lists.map(() => 0);
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
        for (const { list, name } of placesOf[longest.name] ?? []) {
          if ((searchedTo[list] ?? 0) > start) continue;
          searchedTo[list] = longest.end;
          found.push({ list, name, start: startOf(start), end: endOf(longest.end - 1) });
        }
    }
    return found;
  };
};

type Place = Pick<Found, 'list' | 'name'>;

/** A spelling, and where it ends. */
type Hit = { readonly name: number; readonly end: number };

/** In which lists each spelling is a name. */
const placesBySpelling = (lists: readonly (readonly string[])[]): ReadonlyMap<string, readonly Place[]> => {
  const bySpelling = new Map<string, Place[]>();
  for (const [list, names] of lists.entries())
    for (const [name, spelling] of names.entries()) {
      const places = bySpelling.get(spelling);
      if (places === undefined) bySpelling.set(spelling, [{ list, name }]);
      else if (places.at(-1)?.list !== list) places.push({ list, name });
    }
  bySpelling.delete('');
  return bySpelling;
};
