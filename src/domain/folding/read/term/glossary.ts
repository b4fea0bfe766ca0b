import { createLongestFinder } from './longest-terms.ts';

/** A line of `config/glossary.csv`; alternatives are separated by `|`. */
export type GlossaryPair = { readonly ja: string; readonly en: string };

/** Finds the business terms of a text, as ids that both languages share: the term's first English wording. */
export type FindTerms = (text: string, language: 'en' | 'ja') => readonly string[];

const LONGEST_ENGLISH_TERM = 5;
const SHORTEST_STEM = 3;

/** Builds the finder. Japanese terms are found longest first; English ones word by word, without endings. */
export const createTermFinder = (glossary: readonly GlossaryPair[]): FindTerms => {
  const japanese: [string, string][] = [];
  const english = new Map<string, string[]>();
  const longestFrom = new Map<string, number>();
  for (const { ja, en } of glossary) {
    const id = stemWords(en.split('|')[0] ?? '').join(' ');
    if (id === '') continue;
    for (const term of ja.normalize('NFKC').toLowerCase().split('|')) japanese.push([term, id]);
    for (const term of en.normalize('NFKC').toLowerCase().split('|')) {
      const words = stemWords(term);
      const key = words.join(' ');
      const [first = ''] = words;
      longestFrom.set(first, Math.max(words.length, longestFrom.get(first) ?? 0));
      const ids = english.get(key) ?? [];
      if (!ids.includes(id)) english.set(key, [...ids, id]);
    }
  }
  const findJapanese = createLongestFinder(japanese);
  return (text, language) =>
    language === 'ja' ? [...new Set(findJapanese(text))] : findEnglish(stemWords(text), english, longestFrom);
};

/** `longestFrom` tells of a word how many the longest term has that begins with it. */
const findEnglish = (
  stems: readonly string[],
  terms: ReadonlyMap<string, readonly string[]>,
  longestFrom: ReadonlyMap<string, number>,
): readonly string[] => {
  const found = new Set<string>();
  for (let i = 0; i < stems.length; ) {
    let taken = 1;
    const longest = Math.min(LONGEST_ENGLISH_TERM, longestFrom.get(stems[i] ?? '') ?? 0, stems.length - i);
    for (let n = longest; n > 0; n -= 1) {
      const ids = terms.get(n === 1 ? (stems[i] ?? '') : stems.slice(i, i + n).join(' '));
      if (ids === undefined) continue;
      for (const id of ids) found.add(id);
      taken = n;
      break;
    }
    i += taken;
  }
  return [...found];
};

const IRREGULAR = new Map(
  'rose:rise risen:rise fell:fall fallen:fall grew:grow grown:grow cut:cut bought:buy sold:sell built:build made:make kept:keep held:hold sought:seek won:win lost:lose paid:pay spent:spend shrank:shrink shrunk:shrink began:begin begun:begin bid:bid tie-up:tieup tie-ups:tieup data:data centre:center centres:center labour:labor'
    .split(' ')
    .map((pair): [string, string] => [pair.split(':')[0] ?? '', pair.split(':')[1] ?? '']),
);

/** The words of a normalised English text without their endings: "raises", "raised" and "raising" are one. */
export const stemWords = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[a-z0-9][a-z0-9'.&-]*[a-z0-9]|[a-z0-9]/g) ?? []).map((word) => stem(word));

const STEMS_REMEMBERED = 20_000;
const stems = new Map<string, string>();

/** Remembered: a few thousand words make up most titles. */
const stem = (word: string): string => {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= STEMS_REMEMBERED) stems.clear();
  const fresh = takeOffEnding(word.replace(/'s$|'$/, '').replaceAll('.', ''));
  stems.set(word, fresh);
  return fresh;
};

const takeOffEnding = (word: string): string => {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  const bare = word
    .replace(/ies$/, 'y')
    .replace(/(?<=[sxz]|[cs]h)es$/, '')
    .replace(/(?<=[^s])s$/, '')
    .replace(/(?:ed|ing)$/, '')
    .replace(/([bdgklmnprt])\1$/, '$1')
    .replace(/e$/, '');
  return bare.length >= SHORTEST_STEM ? bare : word;
};
