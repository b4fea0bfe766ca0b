import { nearestWords } from '../did-you-mean.ts';
import { skeletonOf } from '../folding/read/name/names.ts';
import { isAbbreviation } from '../folding/score/compare-texts.ts';
import { foldKana } from '../search/words.ts';
import { foldName } from '../tag/company/fold-name.ts';
import type { Source, SourceId } from './source.ts';

const MOST_SUGGESTED = 5;

/** Minimum number of letters, or of sounds, of a text that is compared. A single letter is part of many names. */
const FEWEST_LETTERS = 2;

/**
 * Finds the sources that a text, which is not an id, probably means: at most `MOST_SUGGESTED`, by the priority of their
 * outlets; empty if none is similar. The text is compared with the ids of sources, and with the ids and names of
 * outlets in both languages: as a whole name, else as a part or an abbreviation (日経), else as a misspelt name, else by
 * its sound (にっけい).
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
    if (meant.length > 0) return weightiest(meant);
  }
  return [];
};

const weightiest = (sources: readonly Source[]): readonly SourceId[] =>
  sources
    .toSorted((a, b) => b.outlet.priority - a.outlet.priority)
    .slice(0, MOST_SUGGESTED)
    .map(({ id }) => id);

const namesOf = ({ id, outlet }: Source): readonly string[] =>
  [id, outlet.id, outlet.name, outlet.nameJa ?? ''].map(plainly).filter((name) => name !== '');

const plainly = (text: string): string => foldKana(foldName(text)).replace(/[-_.・!\s]/g, '');

/**
 * Returns the consonants of a text in katakana or Latin letters; empty for another text, because the sounds of kanji
 * are unknown.
 */
const soundsOf = (name: string): string => (/^[a-zァ-ヴー]+$/u.test(name) ? skeletonOf(name) : '');

/**
 * Matches text of kanji only, the only text that counts as an abbreviation (日経 of 日本経済新聞): a longer name often contains
 * the same kana in the same order by chance.
 */
const KANJI = /^\p{Script=Han}+$/u;
