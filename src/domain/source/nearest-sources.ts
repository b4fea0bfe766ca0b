import { nearestWords } from '../did-you-mean.ts';
import { foldKana } from '../search/words.ts';
import { foldName } from '../tag/company/fold-name.ts';
import { latinOfKana } from './latin-kana.ts';
import type { Source, SourceId } from './source.ts';

/** Maximum number of sources that are suggested. */
const MOST_SUGGESTED = 5;

/** Fewest letters of a text that may be a part of a name: one letter is a part of many. */
const FEWEST_LETTERS = 2;

/**
 * The sources that a text which is no id probably means, at most five, those of the weightiest outlets first. It is compared with the ids of sources, and
 * with ids and names of outlets in both languages: in kana, in Latin letters, as a part, abbreviated (日経), or misspelt.
 */
export const nearestSources = (written: string, sources: readonly Source[]): readonly SourceId[] => {
  const text = plainly(written);
  const named = sources.map((source) => ({ source, names: namesOf(source) }));
  const pick = (fits: (name: string) => boolean): readonly SourceId[] =>
    named
      .filter(({ names }) => names.some(fits))
      .toSorted((a, b) => b.source.outlet.priority - a.source.outlet.priority)
      .slice(0, MOST_SUGGESTED)
      .map(({ source }) => source.id);
  const exact = pick((name) => name === text);
  if (exact.length > 0 || text.length < FEWEST_LETTERS) return exact;
  const parts = pick((name) => name.includes(text) || isAbbreviation(text, name));
  if (parts.length > 0) return parts;
  const near = new Set(nearestWords(text, new Set(named.flatMap(({ names }) => names))));
  return pick((name) => near.has(name));
};

const namesOf = ({ id, outlet }: Source): readonly string[] =>
  [id, outlet.id, outlet.name, outlet.nameJa ?? ''].map(plainly).filter((name) => name !== '');

const plainly = (text: string): string => latinOfKana(foldKana(foldName(text)).replace(/[-_.・!\s]/g, ''));

const KANJI = /^\p{Script=Han}+$/u;

/** Whether kanji are letters of a name in their order, from its first letter on: 日経 for 日本経済新聞. */
const isAbbreviation = (text: string, name: string): boolean => {
  if (!KANJI.test(text) || text[0] !== name[0]) return false;
  let at = 0;
  for (const letter of name) if (letter === text[at]) at += 1;
  return at === text.length;
};
