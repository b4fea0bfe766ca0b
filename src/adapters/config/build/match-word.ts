import type { Matches } from '../../../domain/item/rule.ts';

const LATIN = /[\p{Script=Latin}\p{Nd}]/u;

/**
 * Whether a text holds a word, both NFKC and case folded: `NTT` is in `ＮＴＴデータ`. A word that begins or ends
 * with a Latin letter or a digit must begin or end there in the text too: `war` is not in `software`.
 */
export const matchWord = (word: string): Matches => {
  const wanted = fold(word.trim());
  const [needsStart, needsEnd] = [LATIN.test(wanted[0] ?? ''), LATIN.test(wanted.at(-1) ?? '')];
  return (text) => {
    const folded = fold(text);
    for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + 1)) {
      const startsWell = !needsStart || !LATIN.test(folded[at - 1] ?? '');
      const endsWell = !needsEnd || !LATIN.test(folded[at + wanted.length] ?? '');
      if (startsWell && endsWell) return true;
    }
    return false;
  };
};

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
