import AhoCorasick from 'modern-ahocorasick';
import { foldName } from '../../domain/tag/company/fold-name.ts';
import type { NameMatch, NameMatcher } from '../../pipeline/ports.ts';
import { foldWithOffsets } from './fold-with-offsets.ts';

const LATIN = /[\p{Script=Latin}]/u;
const DIGIT = /\d/;

/**
 * Builds one Aho-Corasick automaton over all names. `find` gives the leftmost-longest occurrences in the
 * order of the text, none overlapping; a Latin word or a number is never cut in two. Of names that fold to
 * the same spelling the first in the list is reported. Empty names match nothing.
 */
export const createNameMatcher = (names: readonly string[]): NameMatcher => {
  const folded = names.map(foldName);
  const kept = folded.flatMap((name, index) => (name === '' ? [] : [{ pattern: name, data: index }]));
  if (kept.length === 0) return { find: () => [] };
  const automaton = new AhoCorasick<number>(kept);
  return {
    find: (text) => {
      const copy = foldWithOffsets(text);
      const whole = automaton
        .search(copy.text)
        .filter(({ start, end }) => !cutsAWord(copy.text, start) && !cutsAWord(copy.text, end))
        .sort((a, b) => a.start - b.start || b.end - a.end || a.patternIndex - b.patternIndex);
      const found: NameMatch[] = [];
      let from = 0;
      for (const { data, start, end } of whole) {
        if (start < from || data === undefined) continue;
        found.push({ name: data, start: copy.startOf(start), end: copy.endOf(end - 1) });
        from = end;
      }
      return found;
    },
  };
};

/** Whether a cut at the index would part two letters of a Latin word, or two digits. */
const cutsAWord = (text: string, index: number): boolean => {
  const before = text[index - 1] ?? '';
  const after = text[index] ?? '';
  return (LATIN.test(before) && LATIN.test(after)) || (DIGIT.test(before) && DIGIT.test(after));
};
