import type { Config } from '../../domain/config.ts';
import { onceFor } from '../../domain/once-for.ts';
import { foldKana, isHiragana, wordsOf } from '../../domain/search/words.ts';
import type { SearchNeed } from '../../domain/store/contract.ts';
import { entryContext } from '../entry-context.ts';

/** Maximum number of parts in a name that is looked up. */
const MOST_PARTS = 6;

/** Maximum number of conditions of a search; further words are ignored. */
const MOST_NEEDS = 20;

/** A part of a search text or of a name. `joined` puts no space between two Japanese parts. */
type Part = { readonly text: string; readonly isJapanese: boolean };

/**
 * Returns the conditions that a story must meet to match some words. The name of a company, topic or outlet also
 * matches stories with that label: トヨタ決算 asks for 決算 and for トヨタ, each in the text or as a label.
 */
export const needsOf = (words: string, config: Config): readonly SearchNeed[] => {
  const parts = partsOf(words);
  const names = labelsByName(config);
  const needs: SearchNeed[] = [];
  for (let at = 0; at < parts.length && needs.length < MOST_NEEDS; ) {
    const length = lengthOfName(parts.slice(at, at + MOST_PARTS), names);
    const own = parts.slice(at, at + Math.max(1, length));
    needs.push({ text: joined(own), labels: names.get(lookupKey(own)) ?? [] });
    at += own.length;
  }
  return needs;
};

const lengthOfName = (parts: readonly Part[], names: Names): number => {
  for (let length = parts.length; length > 0; length -= 1)
    if (names.has(lookupKey(parts.slice(0, length)))) return length;
  return 0;
};

/** A particle between two words: the の of トヨタの決算. */
const PARTICLE = /(?<=[^ぁ-ゖ])[のはがをにとへやも](?=[^ぁ-ゖ])/u;

/** Matches a run of katakana, or of other letters. 「ー」 lengthens the vowel before it in both: リコール, りこーる. */
const RUNS = /\p{Script=Katakana}[\p{Script=Katakana}ー]*|\P{Script=Katakana}+/gu;

/**
 * Returns the parts of a text. A Japanese word is cut at particles, and each piece is cut between katakana and other
 * letters. A part of only hiragana that follows katakana is left out: the について of トヨタについて.
 */
const partsOf = (text: string): readonly Part[] =>
  wordsOf(text).flatMap((word): readonly Part[] =>
    word.kind === 'spaced'
      ? [{ text: word.text, isJapanese: false }]
      : word.text
          .split(PARTICLE)
          .flatMap((piece) =>
            Array.from(piece.matchAll(RUNS), ([run]) => ({ text: run, isJapanese: true })).filter(
              ({ text }, n) => n === 0 || !Array.from(text).every(isHiragana),
            ),
          ),
  );

const joined = (parts: readonly Part[]): string =>
  parts
    .map(({ text, isJapanese }, n) =>
      n > 0 && !(isJapanese && parts[n - 1]?.isJapanese) ? ` ${text}` : text,
    )
    .join('');

const keyOf = (parts: readonly Part[]): string => parts.map(({ text }) => text).join(' ');

/** Returns the key by which a name is looked up: that of `nameKey`, with hiragana as katakana. */
const lookupKey = (parts: readonly Part[]): string => foldKana(keyOf(parts));

/** Returns the key by which names are compared, without capitals, accents and particles: トヨタの決算 becomes トヨタ 決算. */
export const nameKey = (name: string): string => keyOf(partsOf(name));

/** Maximum difference in length between a text and a name that may be meant, in characters. */
const MOST_SLIPS = 4;

/**
 * Returns whether a name should be compared with a text that may be a misspelt name. Comparing all names would take
 * long, and few people misspell the first letter.
 */
export const mayBeMeant = (name: string, written: string): boolean =>
  name[0] === written[0] && Math.abs(name.length - written.length) <= MOST_SLIPS;

type Names = ReadonlyMap<string, SearchNeed['labels']>;

/**
 * Returns the labels of a config's companies, topics and outlets, by `nameKey` of each name, code, key and id. A name
 * with hiragana is also there in katakana, so that both find it; suggestions show it as it is written.
 */
export const labelsByName = onceFor((config: Config): Names => {
  const names = new Map<string, SearchNeed['labels'][number][]>();
  const add = (label: SearchNeed['labels'][number], all: readonly (string | undefined)[]): void => {
    for (const name of new Set(all.map((one) => nameKey(one ?? '')).flatMap((key) => [key, foldKana(key)]))) {
      if (name !== '') names.set(name, [...(names.get(name) ?? []), label]);
    }
  };
  const context = entryContext(config);
  for (const { code, nameJa, nameEn, kana, aliases } of config.companies)
    add({ company: code }, [code, nameJa, nameEn, kana, context.companies(code)?.nameJa, ...aliases]);
  for (const { key, label } of config.topics) add({ topic: key }, [key, label.en, label.ja]);
  for (const { id, name, nameJa } of config.outlets) add({ outlet: id }, [id, name, nameJa]);
  return names;
});
