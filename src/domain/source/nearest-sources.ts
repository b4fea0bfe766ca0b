import { nearestWords } from '../did-you-mean.ts';
import { skeletonOf } from '../folding/read/name/names.ts';
import { isAbbreviation } from '../folding/score/compare-texts.ts';
import { foldKana } from '../search/words.ts';
import { foldName } from '../tag/company/fold-name.ts';
import type { Source, SourceId } from './source.ts';

const MOST_SUGGESTED = 5;

/** Minimum number of letters or consonants of a text that is compared: a single letter is part of many names. */
const FEWEST_LETTERS = 2;

/**
 * Returns the ids of at most `MOST_SUGGESTED` sources that a text may mean, those of the outlets with the highest
 * priority first; empty if none is similar, or if the text is shorter than `FEWEST_LETTERS`. Tries whole ids and names,
 * then parts and abbreviations (日経), then misspelt names, then sounds (にっけい).
 */
export const nearestSources = (written: string, sources: readonly Source[]): readonly SourceId[] => {
  const text = plainly(written);
  if (text.length < FEWEST_LETTERS) return [];
  const sounds = soundsOf(text);
  const named = sources.map((source) => ({ source, names: namesOf(source) }));
  const near = new Set(nearestWords(text, new Set(named.flatMap(({ names }) => names))));
  const isMeant: readonly ((name: string) => boolean)[] = [
    (name) => name === text,
    (name) => name.includes(text) || (KANJI.test(text) && isAbbreviation(text, name)),
    (name) => near.has(name),
    (name) => sounds.length >= FEWEST_LETTERS && soundsOf(name) === sounds,
  ];
  for (const fits of isMeant) {
    const meant = named.filter(({ names }) => names.some(fits)).map(({ source }) => source);
    if (meant.length === 0) continue;
    const weightiest = meant.toSorted((a, b) => b.outlet.priority - a.outlet.priority);
    return weightiest.slice(0, MOST_SUGGESTED).map(({ id }) => id);
  }
  return [];
};

const namesOf = ({ id, outlet }: Source): readonly string[] =>
  [id, outlet.id, outlet.name, outlet.nameJa ?? ''].map(plainly).filter((name) => name !== '');

const plainly = (text: string): string => foldKana(foldName(text)).replace(/[-_.・!\s]/g, '');

/** Returns the consonants (`skeletonOf`) of a text in katakana or lower-case Latin letters; empty for other text. */
const soundsOf = (name: string): string => (/^[a-zァ-ヴー]+$/u.test(name) ? skeletonOf(name) : '');

/** Matches text of kanji only. Other text does not count as an abbreviation. */
const KANJI = /^\p{Script=Han}+$/u;
