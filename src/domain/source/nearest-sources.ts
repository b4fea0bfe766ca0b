import { nearestWords } from '../did-you-mean.ts';
import { skeletonOf } from '../folding/read/name/names.ts';
import { isAbbreviation } from '../folding/score/compare-texts.ts';
import { foldKana } from '../search/words.ts';
import { foldName } from '../tag/company/fold-name.ts';
import type { Source, SourceId } from './source.ts';

/** Maximum number of sources that are suggested. */
const MOST_SUGGESTED = 5;

/** Minimum number of letters, or of sounds, of a text that is compared: a single one is part of many names. */
const FEWEST_LETTERS = 2;

/**
 * The sources that were probably meant by a text that is not an id: at most five, by the priority of their outlets. The
 * text is compared with the ids of sources and the ids and names of outlets in both languages. It may be a part of a name,
 * an abbreviation (日経), a misspelt name, or sound like a name (にっけい).
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

/** The consonants of a text in kana or Latin letters; empty for a text with kanji, whose sounds are unknown. */
const soundsOf = (name: string): string => (/^[a-zァ-ヴー]+$/u.test(name) ? skeletonOf(name) : '');

/** Only kanji count as an abbreviation (日経 of 日本経済新聞): kana stand in the same order in a longer name by chance. */
const KANJI = /^\p{Script=Han}+$/u;
