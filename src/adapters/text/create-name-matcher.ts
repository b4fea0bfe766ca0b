import AhoCorasick from 'modern-ahocorasick';
import { foldName } from '../../domain/tag/company/fold-name.ts';
import type { NameMatch, NameMatcher } from '../../pipeline/ports.ts';
import { foldWithOffsets } from './fold-with-offsets.ts';

const LATIN = /[\p{Script=Latin}]/u;
const DIGIT = /\d/;

/** A name of the automaton: which list it is of, and where it stands there. */
type Place = { readonly list: number; readonly index: number };

type Hit = { readonly index: number; readonly start: number; readonly end: number };

/**
 * Builds one Aho-Corasick automaton over the names of all lists. `find` reads a text once and gives for each list
 * the leftmost-longest occurrences of its names in the order of the text, none overlapping; a Latin word or a number
 * is never cut in two. Of names that fold to the same spelling the first in the list is reported. Empty names match
 * nothing.
 */
export const createNameMatcher = (lists: readonly (readonly string[])[]): NameMatcher => {
  const kept = lists.flatMap((names, list) =>
    names.flatMap((name, index) => {
      const pattern = foldName(name);
      return pattern === '' ? [] : [{ pattern, data: { list, index } }];
    }),
  );
  if (kept.length === 0) return { find: () => lists.map(() => []) };
  const automaton = new AhoCorasick<Place>(kept);
  return {
    find: (text) => {
      const copy = foldWithOffsets(text);
      const hits = lists.map((): Hit[] => []);
      for (const { data, start, end } of automaton.search(copy.text))
        if (data !== undefined && !cutsAWord(copy.text, start) && !cutsAWord(copy.text, end))
          hits[data.list]?.push({ index: data.index, start, end });
      return hits.map((found) =>
        leftmostLongest(found).map(
          ({ index, start, end }): NameMatch => ({
            name: index,
            start: copy.startOf(start),
            end: copy.endOf(end - 1),
          }),
        ),
      );
    },
  };
};

const leftmostLongest = (hits: Hit[]): readonly Hit[] => {
  let from = 0;
  return hits
    .sort((a, b) => a.start - b.start || b.end - a.end || a.index - b.index)
    .filter(({ start, end }) => {
      if (start < from) return false;
      from = end;
      return true;
    });
};

/** Whether a cut at the index would part two letters of a Latin word, or two digits. */
const cutsAWord = (text: string, index: number): boolean => {
  const before = text[index - 1] ?? '';
  const after = text[index] ?? '';
  return (LATIN.test(before) && LATIN.test(after)) || (DIGIT.test(before) && DIGIT.test(after));
};
